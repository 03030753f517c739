package dev.kith.notifier.live.partition;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.notifier.live.LivePresence;
import dev.kith.notifier.live.LiveSession;
import dev.kith.notifier.live.LiveUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Session that writes down what it is offered. */
public final class TestSession implements LiveSession {

  /** What was offered, in order: frames as JSON, the rest in words. */
  public final List<String> offered = new ArrayList<>();

  final List<LiveUpdate> updates = new ArrayList<>();
  private final Address viewer;
  private final int partition;
  private final Optional<Long> since;

  public TestSession(String viewer, Optional<Long> since) {
    this(viewer, 0, since);
  }

  public TestSession(String viewer, int partition, Optional<Long> since) {
    this.viewer = new Address(viewer);
    this.partition = partition;
    this.since = since;
  }

  /** What was offered since the last call. */
  public List<String> take() {
    var some = List.copyOf(offered);
    offered.clear();
    return some;
  }

  @Override
  public Address viewer() {
    return viewer;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public Optional<Long> since() {
    return since;
  }

  @Override
  public void opened(boolean isRecovered) {
    offered.add(isRecovered ? "recovered" : "snapshot");
  }

  @Override
  public void entry(LiveUpdate entry) {
    update(entry);
  }

  @Override
  public void synced(long cursor) {
    offered.add("synced " + cursor);
  }

  @Override
  public void update(LiveUpdate update) {
    updates.add(update);
    offered.add(new String(update.json(), UTF_8));
  }

  @Override
  public void presence(LivePresence presence) {
    offered.add(
        "presence "
            + presence.subject()
            + presence.shown().map(view -> " " + view).orElse("")
            + (presence.isTransition() ? " now" : ""));
  }

  @Override
  public void startAgain() {
    offered.add("again");
  }
}
