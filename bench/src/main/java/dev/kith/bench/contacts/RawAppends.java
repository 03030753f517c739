package dev.kith.bench.contacts;

import dev.kith.avro.ContactsSynced;
import dev.kith.bench.journal.JournalRecords;
import dev.kith.bench.journal.ScratchTopic;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Events of some phone books, which a bare producer appends to a topic without consumers. */
final class RawAppends {

  private final Stack stack;
  private final JournalRecords records;
  private final List<String> owners = new ArrayList<>();
  private final List<byte[]> values = new ArrayList<>();

  RawAppends(Stack stack) {
    this.stack = stack;
    this.records = new JournalRecords(stack.registry());
  }

  void add(String owner, ContactsSynced event) {
    owners.add(owner);
    values.add(records.value(event));
  }

  /** Appends the events, and returns the time until all are acknowledged. */
  Duration run() throws InterruptedException, ExecutionException {
    String type = ContactsSynced.class.getName();
    try (ScratchTopic topic = ScratchTopic.likeJournal(stack.broker());
        var producer = JournalRecords.producer(stack.broker())) {
      // otherwise the first send would wait for the metadata of the topic
      var _ = producer.partitionsFor(topic.name());
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      long start = System.nanoTime();
      for (int number = 0; number < values.size(); number++) {
        var record =
            JournalRecords.record(topic.name(), owners.get(number), type, values.get(number));
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> acknowledged : sent) {
        var _ = acknowledged.get();
      }
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }
}
