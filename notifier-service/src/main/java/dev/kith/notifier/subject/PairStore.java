package dev.kith.notifier.subject;

import dev.kith.avro.PairTimesState;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.replica.Half;
import dev.kith.domain.replica.Pair;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.StateFormat;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stores of a task's pairs: the relations and, in a separate store, the time since which each half
 * makes the follower follow. Most pairs have no such time.
 */
final class PairStore {

  /** Name of the store of times. */
  static final String TIMES = "pair-times";

  private static final StateFormat<PairTimesState> FORMAT = new StateFormat<>(PairTimesState.class);

  private final RelationStore relations;
  private final KeyValueStore<Bytes, byte[]> times;

  PairStore(RelationStore relations, KeyValueStore<Bytes, byte[]> times) {
    this.relations = relations;
    this.times = times;
  }

  /** A pair before and after an event. */
  record PairChange(Pair before, Pair after) {}

  /**
   * Folds an event of the subject.
   *
   * @param time when the event was appended
   * @return the pairs that it changed, by user
   */
  SortedMap<Address, PairChange> apply(
      Address subject, Position at, RelationEvent event, Instant time) {
    var changed = new TreeMap<Address, PairChange>();
    relations.apply(
        subject,
        at,
        event,
        (user, change) -> {
          var edge = change.after().own();
          if (!edge.equals(change.before().own())) {
            var before = pair(subject, user, change.before());
            changed.put(user, change(subject, user, before, before.withOwner(edge, time)));
          }
        });
    return changed;
  }

  /**
   * Folds a mirror.
   *
   * @param time when the user's event was appended
   * @return empty if a later mirror was folded before
   */
  Optional<PairChange> mirror(Address subject, Address user, HalfEdge mirror, Instant time) {
    var change = relations.mirror(subject, user, mirror);
    if (change.after().equals(change.before())) {
      return Optional.empty();
    }
    var before = pair(subject, user, change.before());
    return Optional.of(change(subject, user, before, before.withFollower(mirror, time)));
  }

  private PairChange change(Address subject, Address user, Pair before, Pair after) {
    var announced = after.owner().since();
    var subscribed = after.follower().since();
    if (!announced.equals(before.owner().since())
        || !subscribed.equals(before.follower().since())) {
      var isEmpty = announced.equals(Instant.EPOCH) && subscribed.equals(Instant.EPOCH);
      times.put(
          StoreKeys.pair(subject, user),
          isEmpty ? null : FORMAT.write(new PairTimesState(announced, subscribed)));
    }
    return new PairChange(before, after);
  }

  /** The times are read only if there may be some. */
  private Pair pair(Address subject, Address user, Relation relation) {
    var isAnnounced = relation.own().announced();
    var isSubscribed = relation.mirror().subscribed() == Choice.YES;
    if (!isAnnounced && !isSubscribed) {
      return new Pair(
          new Half(relation.own(), Instant.EPOCH), new Half(relation.mirror(), Instant.EPOCH));
    }
    var value = times.get(StoreKeys.pair(subject, user));
    var state =
        value == null ? new PairTimesState(Instant.EPOCH, Instant.EPOCH) : FORMAT.read(value);
    return new Pair(
        new Half(relation.own(), isAnnounced ? state.getAnnounced() : Instant.EPOCH),
        new Half(relation.mirror(), isSubscribed ? state.getSubscribed() : Instant.EPOCH));
  }
}
