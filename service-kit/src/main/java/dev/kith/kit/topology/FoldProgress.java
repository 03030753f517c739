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
 * How far a task has folded each of its topics, and how far a rebuild has come; kept in a store of
 * the task, so that it moves with what was folded.
 */
public final class FoldProgress {

  private static final String UNTIL = "rebuild-until";
  private static final String REISSUE = "reissue-from";
  private static final String FOLDED = "folded:";

  private final KeyValueStore<String, String> store;

  /** Silence, once over, never comes back; so it is asked for no more. */
  private boolean loud;

  public FoldProgress(KeyValueStore<String, String> store) {
    this.store = store;
  }

  /**
   * Cached, so that a commit writes each key once to the changelog however many records were
   * folded.
   */
  public static StoreBuilder<KeyValueStore<String, String>> storeNamed(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.String())
        .withCachingEnabled();
  }

  /** Whether this task has met the topic before, if only empty. */
  public boolean knows(String topic) {
    return store.get(FOLDED + topic) != null;
  }

  /** The offset last folded, -1 if none was. */
  public long folded(String topic) {
    var offset = store.get(FOLDED + topic);
    return offset == null ? -1 : Long.parseLong(offset);
  }

  /**
   * Called after {@code offset} was folded; ends the silence when it was the last one to catch up
   * on.
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

  /**
   * The topic is new to this task: nothing is issued until {@code last}, if there is one, is
   * folded. What comes to a topic that was empty at this moment is news, whatever the restarts
   * until then.
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
   * Whether a rebuild has not caught up yet: folds then issue nothing. To be asked only once all of
   * the task's topics have begun, because each of them may begin a silence.
   */
  public boolean isSilent() {
    loud = loud || store.get(UNTIL) == null;
    return !loud;
  }

  /**
   * Whether what comes from this topic was there before the rebuild began; what comes to one that
   * has caught up is news, though the task is still silent because of another.
   */
  public boolean isCatchingUp(String topic) {
    return until().containsKey(topic);
  }

  /** Where the issuing of all that is present goes on; nothing if there is none to do. */
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
