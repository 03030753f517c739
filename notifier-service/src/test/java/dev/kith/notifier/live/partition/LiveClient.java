package dev.kith.notifier.live.partition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Scalar;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.Lane;
import dev.kith.domain.replica.LaneClient;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.Screen;
import dev.kith.notifier.live.LivePresence;
import dev.kith.notifier.live.LiveSession;
import dev.kith.notifier.live.LiveUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Client of a schedule with a session in a live partition; it shows what its frames say. */
final class LiveClient implements LaneClient, LiveSession {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Screen screen;
  private final LiveLane lane;
  private final Lane store;
  private final Random random;
  private Optional<Long> since = Optional.empty();
  private final Map<Integer, Address> presence = new TreeMap<>();
  private final Set<Address> entries = new HashSet<>();
  private boolean isOpened;
  private boolean isSynced;
  private int requested;
  private LaneReads reads;

  LiveClient(Screen screen, LiveLane lane, Random random, Lane store) {
    this.screen = screen;
    this.lane = lane;
    this.store = store;
    this.random = random;
    this.reads = new LaneReads(store, screen.viewer, random);
  }

  /** Starts with what the client has. */
  void start() {
    since = screen.cursor < 0 ? Optional.empty() : Optional.of(Long.valueOf(screen.cursor));
    reads = new LaneReads(store, screen.viewer, random);
    reads.page(Optional.empty(), page -> lane.joined(this, page));
  }

  LaneReads reads() {
    return reads;
  }

  @Override
  public Screen screen() {
    return screen;
  }

  @Override
  public Map<Integer, Address> presence() {
    return presence;
  }

  @Override
  public boolean isReading() {
    return !reads.isDone();
  }

  @Override
  public void readPart() {
    reads.step();
  }

  @Override
  public boolean isAtEnd() {
    return lane.isAtEnd() && !isReading() && isSynced;
  }

  @Override
  public void next(Random random) {
    if (isOpened && !isSynced && random.nextBoolean()) {
      requested++;
      lane.request(this, 1);
    } else {
      lane.next(random);
    }
  }

  @Override
  public void close() {
    lane.leave(this);
  }

  @Override
  public Address viewer() {
    return screen.viewer;
  }

  @Override
  public int partition() {
    return 0;
  }

  @Override
  public Optional<Long> since() {
    return since;
  }

  @Override
  public void opened(boolean isRecovered) {
    assertThat(isOpened).isFalse();
    isOpened = true;
    if (!isRecovered) {
      screen.shown.clear();
      screen.cursor = -1;
    }
  }

  @Override
  public void entry(LiveUpdate entry) {
    assertThat(isSynced).isFalse();
    assertThat(--requested).isNotNegative();
    assertThat(entry.cursor()).isEmpty();
    assertThat(entries.add(entry.subject())).isTrue();
    show(entry);
  }

  @Override
  public void synced(long cursor) {
    assertThat(isOpened && !isSynced).isTrue();
    isSynced = true;
    move(cursor);
  }

  @Override
  public void update(LiveUpdate update) {
    assertThat(isOpened).isTrue();
    assertThat(update.cursor().isPresent()).isIn(false, isSynced);
    show(update);
    update.cursor().ifPresent(cursor -> move(cursor.offset()));
  }

  private void move(long cursor) {
    assertThat(cursor).isGreaterThanOrEqualTo(screen.cursor);
    screen.cursor = (int) cursor;
  }

  @Override
  public void presence(LivePresence shown) {
    assertThat(isOpened).isTrue();
    shown
        .shown()
        .ifPresent(view ->
            time(shown.subject(), view).ifPresent(time -> presence.put(time, shown.subject())));
  }

  /** Time of a presence; a presence online has it only in the record that is taken. */
  private Optional<Integer> time(Address subject, PresenceView view) {
    if (view instanceof PresenceView.Offline(var lastSeen)) {
      return Optional.of((int) lastSeen.toEpochMilli());
    }
    return lane.taken()
        .filter(entry -> entry.subject().equals(subject))
        .filter(entry -> entry.record() instanceof PresenceChanged)
        .map(entry -> (PresenceChanged) entry.record())
        .map(changed -> (int) changed.presence().lastSeen().toEpochMilli());
  }

  @Override
  public void startAgain() {
    isOpened = false;
    isSynced = false;
    requested = 0;
    entries.clear();
    start();
  }

  private void show(LiveUpdate update) {
    var frame = read(update.json());
    assertThat(frame.path("subject").asText()).isEqualTo(update.subject().text());
    assertThat(frame.path("kind").asText()).isEqualToIgnoringCase(update.kind().name());
    screen.receive(
        update.subject(), Missed.valueOf(update.kind().name()), fields(frame.path("profile")));
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }

  private static Fields fields(JsonNode profile) {
    var attributes = new TreeMap<String, Scalar>();
    profile
        .path("attributes")
        .properties()
        .forEach(
            field -> attributes.put(field.getKey(), new Scalar.Text(field.getValue().asText())));
    return new Fields(
        Optional.ofNullable(profile.path("name").textValue()),
        Optional.ofNullable(profile.path("status").textValue()),
        Optional.empty(),
        attributes);
  }
}
