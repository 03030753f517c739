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
 * Two large users, one with many subscribers and one with many contacts. Most of their data is
 * appended to the journal directly, as a producer of another team would append it; a part is
 * written through the API.
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

  /** Returns the user with many subscribers and a few contacts. */
  String followed() {
    return run + "-followed";
  }

  /** Returns the user with many contacts. */
  String knowing() {
    return run + "-knowing";
  }

  /** Writes some contacts of both users and some subscribers through the API. */
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

  /** Appends up to {@code count} further subscribers, until all are appended. */
  void appendSubscribers(int count) {
    for (int number = 0; number < count && nextSubscriber < subscribers; number++) {
      append(run + "-subscriber-" + nextSubscriber++, List.of(followed()));
      if (nextSubscriber % TELL_EVERY == 0) {
        tell.accept("  %,d subscribers appended".formatted(nextSubscriber));
      }
    }
  }

  /**
   * Appends up to {@code count} further contacts, until all are appended, in events of at most 500.
   */
  void appendContacts(int count) {
    int end = Math.min(contacts, nextContact + count);
    while (nextContact < end) {
      int size = Math.min(LARGEST_EVENT, end - nextContact);
      append(knowing(), contacts(size, run + "-contact-" + nextContact + "-"));
      nextContact += size;
    }
  }

  /** Appends all that is left, and waits until it is acknowledged. */
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
