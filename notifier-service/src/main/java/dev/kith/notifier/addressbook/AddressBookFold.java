package dev.kith.notifier.addressbook;

import dev.kith.notifier.fanout.DelayedTimestampExtractor;
import dev.kith.notifier.fanout.KnownTerms;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor that stores the latest update of each subscriber and subject. Removed entries are kept
 * as removed for a while.
 */
public final class AddressBookFold extends ContextualProcessor<byte[], StoredUpdate, Void, Void> {

  private final Duration removedKept;
  private AddressBookStore books;
  private KnownTerms terms;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  public AddressBookFold(Duration removedKept) {
    this.removedKept = removedKept;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    books = new AddressBookStore(context.getStateStore(AddressBookStore.NAME));
    terms = new KnownTerms(context.getStateStore(KnownTerms.NAME));
    RemovedSweep.schedule(context, removedKept);
  }

  @Override
  public void process(Record<byte[], StoredUpdate> record) {
    books.put(record.value(), DelayedTimestampExtractor.writtenAt(record.timestamp()));
    terms.note(record.headers());
  }
}
