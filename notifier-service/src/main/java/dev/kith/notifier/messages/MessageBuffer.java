package dev.kith.notifier.messages;

import dev.kith.avro.MessageChecked;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.OnDemandPunctuator;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.schemas.StateFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Buffer of messages of one topic that arrive before the rules are complete: while a rebuild is
 * catching up, and after a crash, when the last rules that were acknowledged are folded again. The
 * messages are released in order, before all later ones.
 */
final class MessageBuffer {

  static final String NAME = "messages-waiting";

  /**
   * Messages that are read from the store at once: the buffer of a long rebuild need not fit into
   * memory.
   */
  private static final int BATCH = 1_000;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final StateFormat<MessageChecked> FORMAT = new StateFormat<>(MessageChecked.class);

  private final KeyValueStore<Bytes, byte[]> store;
  private final FoldProgress foldProgress;
  private final BooleanSupplier isCaughtUp;
  private final String topic;
  private final byte prefix;
  private final Consumer<PendingMessage> then;
  private final OnDemandPunctuator next;
  private boolean isEmpty;

  /**
   * Creates the buffer of a topic.
   *
   * @param prefix first byte of this topic's keys in the store
   * @param then takes the messages that are released
   */
  MessageBuffer(
      ProcessorContext<?, ?> context,
      TopologyContext topologyContext,
      FoldProgress foldProgress,
      String topic,
      char prefix,
      Consumer<PendingMessage> then) {
    this.store = context.getStateStore(NAME);
    this.foldProgress = foldProgress;
    this.isCaughtUp = () -> topologyContext.isCaughtUp(context.taskId().partition());
    this.topic = topic;
    this.prefix = (byte) prefix;
    this.then = then;
    this.next = new OnDemandPunctuator(context, PAUSE, this::release);
    next.set();
  }

  /**
   * Takes the next message: forwards it, buffers it until the rules are complete, or drops it if it
   * was enriched before the rebuild.
   */
  void take(long offset, PendingMessage message) {
    if (isComplete()) {
      release();
      then.accept(message);
    } else if (!foldProgress.isCatchingUp(topic)) {
      store.put(key(offset), FORMAT.write(ClearanceCodec.write(message)));
      isEmpty = false;
      next.set();
    }
  }

  /**
   * Releases the buffered messages once the rules are complete; returns whether any are still
   * buffered.
   */
  boolean release() {
    if (isEmpty || !isComplete()) {
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

  private boolean isComplete() {
    return !foldProgress.isSilent() && isCaughtUp.getAsBoolean();
  }

  private List<KeyValue<Bytes, byte[]>> first() {
    var first = new ArrayList<KeyValue<Bytes, byte[]>>();
    try (var range = store.range(key(0), key(Long.MAX_VALUE))) {
      while (range.hasNext() && first.size() < BATCH) {
        first.add(range.next());
      }
    }
    return first;
  }

  private Bytes key(long offset) {
    return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES).put(prefix).putLong(offset).array());
  }
}
