package dev.kith.bench.contacts;

import dev.kith.bench.journal.JournalRecords;
import dev.kith.bench.journal.PhoneBooks;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * One user with many subscribers and one with many contacts, written by another team's producer
 * straight into the journal, and a part of both through the API.
 */
final class LargeUsers implements AutoCloseable {

  private static final int LARGEST_EVENT = 500;
  private static final int THROUGH_API = 1_000;
  private static final int TELL_EVERY = 100_000;

  private final Stack stack;
  private final String run;
  private final int subscribers;
  private final int contacts;
  private final Consumer<String> tell;
  private final JournalRecords records;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private int nextSubscriber;
  private int nextContact;

  LargeUsers(Stack stack, int subscribers, int contacts, Consumer<String> tell) {
    this.stack = stack;
    this.run = stack.person("large").address();
    this.subscribers = subscribers;
    this.contacts = contacts;
    this.tell = tell;
    this.records = new JournalRecords(stack.registry());
    this.producer = JournalRecords.producer(stack.broker());
  }

  /** The one with many subscribers, and a few contacts. */
  String followed() {
    return run + "-followed";
  }

  /** The one with many contacts. */
  String knowing() {
    return run + "-knowing";
  }

  /** Through the API: contacts of both, and some who subscribe. */
  void writeThroughApi() {
    Api backend = stack.backend().api();
    for (String owner : List.of(followed(), knowing())) {
      List<String> peers = contacts(THROUGH_API, owner + "-friend-");
      backend.send("POST", Api.path(owner) + "/contacts:sync", PhoneBooks.json(peers)).ok();
    }
    String path = "/contacts/" + Api.encoded(followed());
    for (int number = 0; number < THROUGH_API; number++) {
      String owner = run + "-follower-" + number;
      backend.send("PATCH", Api.path(owner) + path, "{\"subscribed\":true}").ok();
    }
  }

  /** So many more, as far as there are so many left. */
  void appendSubscribers(int count) {
    for (int number = 0; number < count && nextSubscriber < subscribers; number++) {
      append(run + "-subscriber-" + nextSubscriber++, List.of(followed()));
      if (nextSubscriber % TELL_EVERY == 0) {
        tell.accept("  %,d subscribers appended".formatted(nextSubscriber));
      }
    }
  }

  /** So many more, as far as there are so many left, in events as large as they may be. */
  void appendContacts(int count) {
    int end = Math.min(contacts, nextContact + count);
    while (nextContact < end) {
      int size = Math.min(LARGEST_EVENT, end - nextContact);
      append(knowing(), contacts(size, run + "-contact-" + nextContact + "-"));
      nextContact += size;
    }
  }

  /** All that is left; returns when it is acknowledged. */
  void appendAll() {
    appendContacts(contacts);
    appendSubscribers(subscribers);
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("The journal did not take all", failure.get());
    }
  }

  private void append(String owner, List<String> peers) {
    var event = PhoneBooks.event(peers);
    String type = event.getSchema().getFullName();
    var record = JournalRecords.record(Topics.JOURNAL.name(), owner, type, records.value(event));
    var _ =
        producer.send(
            record,
            (_, refused) -> {
              if (refused != null) {
                failure.set(refused);
              }
            });
  }

  private static List<String> contacts(int count, String prefix) {
    List<String> contacts = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      contacts.add(prefix + number);
    }
    return contacts;
  }

  @Override
  public void close() {
    producer.close();
  }
}
