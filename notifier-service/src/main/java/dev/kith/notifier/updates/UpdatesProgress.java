package dev.kith.notifier.updates;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Progress of the writer of {@code kith.updates}: whether updates are wanted, and how far the index
 * of followers is built. It is kept in a store of the task.
 */
final class UpdatesProgress {

  static final String NAME = "updates-progress";

  private static final String PHASE = "phase";
  private static final String SINCE = "since";
  private static final String BUILD = "build";
  private static final String ENDS_AT = "ends-at";
  private static final String AGAIN = "again";

  private final KeyValueStore<String, String> store;

  /** What the writer does. */
  enum Phase {
    /** Updates are not wanted. */
    OFF,
    /** Updates are wanted, but the stores of the partition are still being filled. */
    WAITING,
    /** Updates are written, and the index of followers is not complete. */
    BUILDING,
    /** Updates are written. */
    ON,
    /** Updates are not wanted any more, and the index of followers is being deleted. */
    CLEARING
  }

  UpdatesProgress(KeyValueStore<String, String> store) {
    this.store = store;
  }

  Phase phase() {
    return Optional.ofNullable(store.get(PHASE)).map(Phase::valueOf).orElse(Phase.OFF);
  }

  boolean isWriting() {
    var phase = phase();
    return phase == Phase.BUILDING || phase == Phase.ON;
  }

  void enter(Phase phase) {
    store.put(PHASE, phase.name());
  }

  /**
   * Begins to build the index.
   *
   * @param since offset of the request for updates; -1 if all that ever changed may be missed
   */
  void build(long since) {
    store.put(SINCE, Long.toString(since));
    store.put(BUILD, BuildCursor.START.text());
    enter(Phase.BUILDING);
  }

  long since() {
    return number(SINCE).orElse(-1);
  }

  /** How far the index is built; its end unless it is being built. */
  BuildCursor built() {
    var text = store.get(BUILD);
    return text == null ? BuildCursor.END : BuildCursor.parse(text);
  }

  void built(BuildCursor cursor) {
    if (cursor.stage() == BuildCursor.Stage.DONE) {
      store.delete(BUILD);
      enter(Phase.ON);
    } else {
      store.put(BUILD, cursor.text());
    }
  }

  /** When the writing ends, in milliseconds, if it is not wanted any more. */
  OptionalLong endsAt() {
    return number(ENDS_AT);
  }

  void endAt(long millis) {
    store.put(ENDS_AT, Long.toString(millis));
  }

  void doNotEnd() {
    store.delete(ENDS_AT);
  }

  /** Offset of a request that came while the index was being deleted. */
  OptionalLong again() {
    return number(AGAIN);
  }

  void again(long offset) {
    store.put(AGAIN, Long.toString(offset));
  }

  void notAgain() {
    store.delete(AGAIN);
  }

  private OptionalLong number(String key) {
    var text = store.get(key);
    return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }
}
