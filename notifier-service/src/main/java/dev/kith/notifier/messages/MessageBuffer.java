package dev.kith.notifier.messages;

import dev.kith.avro.MessageChecked;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.OnDemandPunctuator;
import dev.kith.schemas.StateFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Messages of one topic that came while a rebuild had not caught up: they are news, but the rules
 * are not complete yet. They go on in their order, before all later ones.
 */
final class MessageBuffer {

  static final String NAME = "messages-waiting";

  /** Taken out at once, at most: what waits for a long rebuild need not fit into memory. */
  private static final int MOST = 1_000;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final StateFormat<MessageChecked> FORMAT = new StateFormat<>(MessageChecked.class);

  private final KeyValueStore<Bytes, byte[]> store;
  private final FoldProgress foldProgress;
  private final String topic;
  private final byte line;
  private final Consumer<PendingMessage> then;
  private final OnDemandPunctuator next;
  private boolean isEmpty;

  /**
   * The waiting messages of a topic.
   *
   * @param line which of the lines in the store is this topic's
   * @param then takes those whose turn has come
   */
  MessageBuffer(
      ProcessorContext<?, ?> context,
      FoldProgress foldProgress,
      String topic,
      char line,
      Consumer<PendingMessage> then) {
    this.store = context.getStateStore(NAME);
    this.foldProgress = foldProgress;
    this.topic = topic;
    this.line = (byte) line;
    this.then = then;
    this.next = new OnDemandPunctuator(context, PAUSE, this::release);
    next.set();
  }

  /** Takes the next one: it goes on at once, or waits, or is dropped as enriched long ago. */
  void take(long offset, PendingMessage message) {
    if (!foldProgress.isSilent()) {
      release();
      then.accept(message);
    } else if (!foldProgress.isCatchingUp(topic)) {
      store.put(key(offset), FORMAT.write(ClearanceCodec.write(message)));
      isEmpty = false;
      next.set();
    }
  }

  /** Lets go on what waits, if the rebuild has caught up; answers whether something waits still. */
  boolean release() {
    if (isEmpty || foldProgress.isSilent()) {
      return !isEmpty;
    }
    for (var first = first(); !first.isEmpty(); first = first()) {
      for (var waiting : first) {
        store.delete(waiting.key);
        then.accept(PendingMessage.of(FORMAT.read(waiting.value)));
      }
    }
    isEmpty = true;
    return false;
  }

  private List<KeyValue<Bytes, byte[]>> first() {
    var first = new ArrayList<KeyValue<Bytes, byte[]>>();
    try (var line = store.range(key(0), key(Long.MAX_VALUE))) {
      while (line.hasNext() && first.size() < MOST) {
        first.add(line.next());
      }
    }
    return first;
  }

  private Bytes key(long offset) {
    return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES).put(line).putLong(offset).array());
  }
}
