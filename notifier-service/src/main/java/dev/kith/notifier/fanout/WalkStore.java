package dev.kith.notifier.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.ProfileState;
import dev.kith.avro.WalkSegment;
import dev.kith.avro.WalkState;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.domain.Walk;
import dev.kith.kit.codec.PositionCodec;
import dev.kith.kit.codec.ProfileCodec;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.StateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * State store of the walks of a task, and of the subject's states that they need.
 *
 * <p>The key {@code subject} has its {@link WalkState}; {@code subject#offset} has each {@link
 * ProfileState} that a segment refers to; {@code subject|peer} has the state that a peer was
 * notified of before the walk reached it. A state may be large, so each has a record of its own.
 */
public final class WalkStore {

  public static final String NAME = "walks";

  private static final StateFormat<WalkState> WALK = new StateFormat<>(WalkState.class);
  private static final StateFormat<ProfileState> STATE = new StateFormat<>(ProfileState.class);

  private final KeyValueStore<Bytes, byte[]> store;

  public WalkStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** {@link Walk#NONE} if no peer is owed anything. */
  Walk get(Address subject) {
    var value = store.get(key(subject.text()));
    return value == null ? Walk.NONE : read(WALK.read(value));
  }

  /** Whose audiences are being walked. */
  List<Address> subjects() {
    var subjects = new ArrayList<Address>();
    try (var entries = store.all()) {
      entries.forEachRemaining(
          entry -> Address.parse(new String(entry.key.get(), UTF_8)).ifPresent(subjects::add));
    }
    return subjects;
  }

  /**
   * Keeps the walk with the states that it needs and no others.
   *
   * @param before what is kept now
   * @param newest the state that {@code after} may need and {@code before} did not
   */
  void put(Address subject, Walk before, Walk after, Profile newest) {
    var had = before.states();
    var needs = after.states();
    if (needs.contains(newest.position()) && !had.contains(newest.position())) {
      store.put(stateKey(subject, newest.position()), write(subject, newest));
    }
    had.stream()
        .filter(state -> !needs.contains(state))
        .forEach(state -> store.delete(stateKey(subject, state)));
    if (!after.isDone()) {
      store.put(key(subject.text()), WALK.write(write(after)));
    } else if (!before.isDone()) {
      store.delete(key(subject.text()));
    }
  }

  /** A state that a segment of the subject's walk names. */
  Profile state(Address subject, Position at) {
    return ProfileStore.read(store.get(stateKey(subject, at)));
  }

  /** What a peer was told whom the walk had not reached. */
  Optional<Profile> ahead(Address subject, Address peer) {
    return Optional.ofNullable(store.get(aheadKey(subject, peer))).map(ProfileStore::read);
  }

  void putAhead(Address subject, Address peer, Profile told) {
    store.put(aheadKey(subject, peer), write(subject, told));
  }

  void deleteAhead(Address subject, Address peer) {
    store.delete(aheadKey(subject, peer));
  }

  /** All who were told before the walk came by, from a peer on; to be closed. */
  KeyValueIterator<Bytes, byte[]> aheadFrom(Address subject, String peer) {
    return store.range(StoreKeys.entry(subject, peer), StoreKeys.end(subject));
  }

  private static byte[] write(Address subject, Profile state) {
    return STATE.write(ProfileCodec.write(subject, state));
  }

  private static WalkState write(Walk walk) {
    return new WalkState(
        walk.segments().stream()
            .map(segment ->
                new WalkSegment(
                    segment.from(),
                    segment.until().orElse(null),
                    PositionCodec.write(segment.told()),
                    segment.perhaps().stream().map(PositionCodec::write).toList()))
            .toList());
  }

  private static Walk read(WalkState state) {
    return new Walk(
        state.getSegments().stream()
            .map(segment ->
                new Walk.Segment(
                    segment.getFrom(),
                    Optional.ofNullable(segment.getUntil()),
                    PositionCodec.read(segment.getTold()),
                    read(segment.getPerhaps())))
            .toList());
  }

  private static Set<Position> read(List<dev.kith.avro.Position> positions) {
    return positions.stream().map(PositionCodec::read).collect(Collectors.toSet());
  }

  private static Bytes stateKey(Address subject, Position at) {
    return key(subject + "#" + at.offset());
  }

  private static Bytes aheadKey(Address subject, Address peer) {
    return key(subject + "|" + peer);
  }

  private static Bytes key(String text) {
    return StoreKeys.of(text);
  }
}
