package dev.kith.kit.topology;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Progress of a task: the last folded offset of each topic, and the state of a rebuild. It is kept
 * in a store of the task, so that it is committed together with the folded state.
 */
public final class FoldProgress {

  private static final String UNTIL = "rebuild-until";
  private static final String REISSUE = "reissue-from";
  private static final String FOLDED = "folded:";
  private static final String EPOCH = "epoch:";

  private final KeyValueStore<String, String> store;

  /** A rebuild that has ended never starts again, so the store is not read any more. */
  private boolean loud;

  public FoldProgress(KeyValueStore<String, String> store) {
    this.store = store;
  }

  /**
   * Cached, so that a commit writes each key once to the changelog, however many records were
   * folded.
   */
  public static StoreBuilder<KeyValueStore<String, String>> storeNamed(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.String())
        .withCachingEnabled();
  }

  /** Whether this task has read the topic before, even if it was empty. */
  public boolean knows(String topic) {
    return store.get(FOLDED + topic) != null;
  }

  /** Last folded offset; -1 if none. */
  public long folded(String topic) {
    var offset = store.get(FOLDED + topic);
    return offset == null ? -1 : Long.parseLong(offset);
  }

  /**
   * Registers that {@code offset} was folded, and ends the rebuild of the topic if it was the last
   * offset to catch up to.
   */
  public void advance(String topic, long offset) {
    store.put(FOLDED + topic, Long.toString(offset));
    if (isSilent()) {
      var until = until();
      if (offset >= until.getOrDefault(topic, Long.MAX_VALUE)) {
        until.remove(topic);
        remember(until);
      }
    }
  }

  /** Highest epoch of a writer in the folded records of the journal; 0 if none. */
  long epoch(String writer) {
    var epoch = store.get(EPOCH + writer);
    return epoch == null ? 0 : Long.parseLong(epoch);
  }

  /** Registers a higher epoch of a writer. */
  void epoch(String writer, long epoch) {
    store.put(EPOCH + writer, Long.toString(epoch));
  }

  /**
   * Starts a rebuild of a topic that is new to this task: the task issues nothing until {@code
   * last}, if there is one, is folded. Records that arrive later in a topic that was empty now are
   * new, even after restarts.
   */
  public void catchUp(String topic, long last) {
    store.put(FOLDED + topic, "-1");
    if (last >= 0) {
      var until = until();
      until.put(topic, last);
      remember(until);
    }
  }

  /**
   * Whether a rebuild has not caught up yet; folds then issue no output. Call it only after all of
   * the task's topics were initialised, because each of them may start a rebuild.
   */
  public boolean isSilent() {
    loud = loud || store.get(UNTIL) == null;
    return !loud;
  }

  /**
   * Whether records of this topic existed before the rebuild began. Records of a topic that has
   * caught up are new, even if the task is still silent because of another topic.
   */
  public boolean isCatchingUp(String topic) {
    return until().containsKey(topic);
  }

  /** Cursor from which the reissue continues; empty if there is nothing to reissue. */
  public Optional<String> reissueFrom() {
    return Optional.ofNullable(store.get(REISSUE));
  }

  public void reissued(String cursor) {
    store.put(REISSUE, cursor);
  }

  public void reissueDone() {
    store.delete(REISSUE);
  }

  private SortedMap<String, Long> until() {
    var until = new TreeMap<String, Long>();
    var text = store.get(UNTIL);
    if (text != null) {
      for (var part : text.split(";", -1)) {
        var equals = part.indexOf('=');
        until.put(part.substring(0, equals), Long.parseLong(part.substring(equals + 1)));
      }
    }
    return until;
  }

  private void remember(SortedMap<String, Long> until) {
    if (until.isEmpty()) {
      store.delete(UNTIL);
      store.put(REISSUE, "");
    } else {
      store.put(
          UNTIL,
          until.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(";")));
    }
  }
}
