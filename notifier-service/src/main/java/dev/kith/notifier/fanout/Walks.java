package dev.kith.notifier.fanout;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.domain.Relation;
import dev.kith.domain.Walk;
import dev.kith.kit.stores.Change;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.schemas.Keys;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * Fan-out of a subject's changes to its peers: the first ones at once, the others in slices between
 * other records. Each peer gets the difference between its last update and the subject's state at
 * the time of the visit.
 */
public final class Walks {

  private final WalkStore store;
  private final ProfileStore profiles;
  private final RelationStore relations;
  private final Predicate<Position> mayHaveBeenTold;
  private final Teller teller;
  private final ArrayDeque<Address> waiting;

  /** Tells one peer, if there is anything to tell. */
  @FunctionalInterface
  public interface Teller {
    void tell(Address subscriber, Address subject, Known known, Profile now, Relation relation);
  }

  /**
   * What a peer knows of the subject.
   *
   * @param perhaps later states, of which any may be on the peer's screen instead
   */
  public record Known(Profile told, List<Profile> perhaps) {}

  /**
   * Goes on with the walks that are in the store.
   *
   * @param mayHaveBeenTold whether a task before this one may have known the state at a position,
   *     and told it without a commit
   */
  public Walks(
      WalkStore store,
      ProfileStore profiles,
      RelationStore relations,
      Predicate<Position> mayHaveBeenTold,
      Teller teller) {
    this.store = store;
    this.profiles = profiles;
    this.relations = relations;
    this.mayHaveBeenTold = mayHaveBeenTold;
    this.teller = teller;
    this.waiting = new ArrayDeque<>(store.subjects());
  }

  public boolean isIdle() {
    return waiting.isEmpty();
  }

  /** The subject has changed: whom the slice reaches is told now, the others later. */
  void changed(Address subject, Change<Profile> change, Slice slice) {
    var before = change.before();
    var kept = store.get(subject);
    var perhaps = mayHaveBeenTold.test(before.position()) ? kept.perhaps(before.position()) : kept;
    var run = new Run(subject, change.after(), before, perhaps.owe(before.position()));
    while (run.walk.isTooLong()) {
      run.walkSegment(Slice.unbounded());
    }
    run.walk(slice);
    store.put(subject, kept, run.walk, before);
    if (kept.isDone() && !run.walk.isDone()) {
      waiting.add(subject);
    }
  }

  /** The walk that waited longest goes on. */
  public void goOn(Slice slice) {
    var subject = waiting.poll();
    if (subject == null) {
      return;
    }
    var kept = store.get(subject);
    var now = profiles.get(subject);
    var run = new Run(subject, now, now, kept);
    run.walk(slice);
    store.put(subject, kept, run.walk, now);
    if (!run.walk.isDone()) {
      waiting.add(subject);
    }
  }

  /** What a peer knows. */
  Known known(Address subject, Address peer, Profile now) {
    if (waiting.isEmpty()) {
      return new Known(now, List.of());
    }
    return store
        .get(subject)
        .of(peer)
        .map(segment ->
            new Known(
                store.ahead(subject, peer).orElseGet(() -> store.state(subject, segment.told())),
                segment.perhaps().stream().map(at -> store.state(subject, at)).toList()))
        .orElseGet(() -> new Known(now, List.of()));
  }

  /** A peer was told the present state, on another occasion than the walk's. */
  void wasTold(Address subject, Address peer, Profile now) {
    if (!waiting.isEmpty() && store.get(subject).of(peer).isPresent()) {
      store.putAhead(subject, peer, now);
    }
  }

  /** One subject's walk, as far as it gets now. */
  private final class Run {
    private final Address subject;
    private final Profile now;
    private final Map<Position, Profile> states = new HashMap<>();
    private Walk walk;

    /**
     * @param before a state that the walk needs and the store may not have yet
     */
    Run(Address subject, Profile now, Profile before, Walk walk) {
      this.subject = subject;
      this.now = now;
      this.walk = walk;
      states.put(before.position(), before);
    }

    void walk(Slice slice) {
      while (!walk.isDone() && !slice.isOver()) {
        walkSegment(slice);
      }
    }

    void walkSegment(Slice slice) {
      var segment = walk.first();
      var known =
          new Known(state(segment.told()), segment.perhaps().stream().map(this::state).toList());
      try (var peers = relations.peers(subject, segment.from(), segment.until());
          var ahead = new ToldAhead(store.aheadFrom(subject, segment.from()))) {
        while (peers.hasNext()) {
          var entry = peers.next();
          var peer = new Address(Keys.second(entry.key.get()));
          if (!segment.contains(peer)) {
            break;
          }
          if (slice.isOver()) {
            walk = walk.reached(peer.text());
            return;
          }
          tell(peer, known, entry, ahead);
          slice.count();
        }
      }
      walk = walk.withoutFirst();
    }

    private void tell(Address peer, Known known, KeyValue<Bytes, byte[]> entry, ToldAhead ahead) {
      var before = ahead.of(peer);
      before.ifPresent(_ -> store.deleteAhead(subject, peer));
      teller.tell(
          peer,
          subject,
          before.map(told -> new Known(told, known.perhaps())).orElse(known),
          now,
          RelationStore.read(entry.value));
    }

    private Profile state(Position at) {
      return states.computeIfAbsent(at, missing -> store.state(subject, missing));
    }
  }
}
