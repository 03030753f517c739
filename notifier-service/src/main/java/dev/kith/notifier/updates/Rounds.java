package dev.kith.notifier.updates;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.notifier.replica.ReplicaStore;
import java.util.ArrayDeque;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Rounds through the followers of subjects that have changed, in slices. What is left of them is in
 * a store, by subject.
 */
final class Rounds {

  static final String NAME = "update-rounds";

  private final KeyValueStore<Bytes, byte[]> store;
  private final ReplicaStore replicas;
  private final FollowerStore followers;
  private final EntryWriter entries;
  private final ArrayDeque<Address> waiting = new ArrayDeque<>();

  Rounds(
      KeyValueStore<Bytes, byte[]> store,
      ReplicaStore replicas,
      FollowerStore followers,
      EntryWriter entries) {
    this.store = store;
    this.replicas = replicas;
    this.followers = followers;
    this.entries = entries;
    try (var all = store.all()) {
      all.forEachRemaining(entry -> waiting.add(new Address(new String(entry.key.get(), UTF_8))));
    }
  }

  boolean isIdle() {
    return waiting.isEmpty();
  }

  /** A subject has changed: all its followers have to be visited. */
  void begin(Address subject) {
    var present = get(subject);
    if (present.isEmpty()) {
      waiting.add(subject);
    }
    put(subject, present.map(Round::again).orElse(Round.ALL));
  }

  /** Continues the round that has waited longest. */
  void goOn(Slice slice) {
    var subject = waiting.poll();
    if (subject == null) {
      return;
    }
    var state = replicas.subject(subject);
    var round = get(subject);
    while (round.isPresent() && !slice.isOver()) {
      round = goOn(subject, state, round.get(), slice);
    }
    if (round.isPresent()) {
      put(subject, round.get());
      waiting.add(subject);
    } else {
      store.delete(StoreKeys.of(subject));
    }
  }

  /** Forgets all rounds. */
  void clear() {
    waiting.forEach(subject -> store.delete(StoreKeys.of(subject)));
    waiting.clear();
  }

  /** Visits followers of one part of the round; returns what is left, empty if nothing is. */
  private Optional<Round> goOn(Address subject, SubjectState state, Round round, Slice slice) {
    var limit = slice.left();
    var users = followers.of(subject, round.next(), limit);
    for (var user : users) {
      if (!round.includes(user.text())) {
        return round.afterPart();
      }
      if (slice.isOver()) {
        return Optional.of(round.at(user.text()));
      }
      entries.writeDifference(new Missed.State(subject, user, state, place(user, subject)));
      slice.count();
    }
    if (users.size() < limit) {
      return round.afterPart();
    }
    return Optional.of(round.at(after(users.getLast())));
  }

  private PlaceState place(Address user, Address subject) {
    return user.equals(subject) ? PlaceState.NONE : replicas.place(user, subject);
  }

  /** The first text after an address that may be the beginning of a longer address. */
  private static String after(Address user) {
    return user.text() + '!';
  }

  private Optional<Round> get(Address subject) {
    return Optional.ofNullable(store.get(StoreKeys.of(subject)))
        .map(value -> Round.parse(new String(value, UTF_8)));
  }

  private void put(Address subject, Round round) {
    store.put(StoreKeys.of(subject), round.text().getBytes(UTF_8));
  }
}
