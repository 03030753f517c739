package dev.kith.domain.replica;

import static java.util.Objects.requireNonNull;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.domain.Rule;
import dev.kith.domain.Scalar;
import dev.kith.domain.replica.History.Act;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Inputs of the subjects' tasks, by partition of the journal: the events, the mirrors of what users
 * hold about the subjects, and presence.
 */
record Inputs(List<List<Event>> journal, List<List<Mirror>> mirrors, List<List<Move>> moves) {

  static final int PARTITIONS = 2;

  record Event(Address owner, Position at, Instant time, JournalEvent event) {}

  /** A user's half about a subject, as the user's partition mirrors it. */
  record Mirror(Address subject, Address user, HalfEdge half, Instant time) {}

  record Move(Address owner, boolean online, int time) {}

  static int partition(Address owner) {
    return Math.floorMod(owner.text().length(), PARTITIONS);
  }

  static Inputs of(History history, Random random) {
    var inputs = new Inputs(lists(), lists(), lists());
    var halves = new HashMap<List<Address>, HalfEdge>();
    var delayed = new HashMap<Address, Deque<Mirror>>();
    var time = 0;
    for (var act : history.acts()) {
      time++;
      inputs.add(act, time, halves, delayed);
      if (random.nextBoolean()) {
        inputs.deliver(delayed, random);
      }
    }
    while (!delayed.isEmpty()) {
      inputs.deliver(delayed, random);
    }
    return inputs;
  }

  private static <T> List<List<T>> lists() {
    return List.of(new ArrayList<>(), new ArrayList<>());
  }

  private void add(
      Act act, int time, Map<List<Address>, HalfEdge> halves, Map<Address, Deque<Mirror>> delayed) {
    var owner = act.owner();
    if (act instanceof History.Move move) {
      moves.get(partition(owner)).add(new Move(owner, move.online(), time));
      return;
    }
    var list = journal.get(partition(owner));
    var at = new Position(partition(owner), list.size());
    var when = Instant.ofEpochMilli(time);
    var event = event(act);
    list.add(new Event(owner, at, when, event));
    if (event instanceof RelationEvent relation) {
      for (var peer : relation.peers()) {
        var before = halves.getOrDefault(List.of(owner, peer), HalfEdge.NONE);
        var after = before.apply(at, relation).state();
        halves.put(List.of(owner, peer), after);
        delayed
            .computeIfAbsent(owner, _ -> new ArrayDeque<>())
            .add(new Mirror(peer, owner, after, when));
      }
    }
  }

  /** Mirrors of one user stay in order, those of several do not. */
  private void deliver(Map<Address, Deque<Mirror>> delayed, Random random) {
    if (delayed.isEmpty()) {
      return;
    }
    var users = delayed.keySet().stream().sorted().toList();
    var user = History.pick(random, users);
    var queue = requireNonNull(delayed.get(user));
    var mirror = queue.remove();
    mirrors.get(partition(mirror.subject())).add(mirror);
    if (queue.isEmpty()) {
      delayed.remove(user);
    }
  }

  private static JournalEvent event(Act act) {
    return switch (act) {
      case History.SetStatus set -> changed(Optional.of(set.value()), Map.of());
      case History.SetAttribute set ->
          changed(Optional.empty(), Map.of("x", new Scalar.Text(set.value())));
      case History.DropAttribute _ ->
          new ProfileChanged(Optional.empty(), Mode.PATCH, Fields.EMPTY, Set.of("attributes.x"));
      case History.Delete _ -> new ProfileDeleted(Optional.empty());
      case History.SetRules set -> new PrivacyChanged(Optional.empty(), rules(set.rules()));
      case History.SetHalf set -> half(set);
      case History.Move move -> throw new IllegalArgumentException("No event: " + move);
    };
  }

  private static ProfileChanged changed(Optional<String> status, Map<String, Scalar> attributes) {
    var set = new Fields(Optional.empty(), status, Optional.empty(), new TreeMap<>(attributes));
    return new ProfileChanged(Optional.empty(), Mode.MERGE, set, Set.of());
  }

  private static PrivacyRules rules(Map<String, List<String>> texts) {
    var rules = new TreeMap<String, List<Rule>>();
    texts.forEach((field, list) ->
        rules.put(field, list.stream().map(text -> Rule.parse(text).orElseThrow()).toList()));
    return new PrivacyRules(rules);
  }

  private static RelationEvent half(History.SetHalf set) {
    Optional<Boolean> on = Optional.of(set.on());
    Optional<Boolean> as = Optional.empty();
    Optional<Position> any = Optional.empty();
    if (set.peers().size() > 1) {
      return new ContactsSynced(set.peers(), false, as, on, Set.of(), any);
    }
    var peer = set.peers().iterator().next();
    Optional<Set<String>> labels = Optional.of(set.on() ? Set.of("kin") : Set.of());
    return switch (set.part()) {
      case CONTACT -> new ContactChanged(any, peer, on, as, as, Optional.empty());
      case SUBSCRIBED -> new ContactChanged(any, peer, as, on, as, Optional.empty());
      case ANNOUNCED -> new ContactChanged(any, peer, as, as, on, Optional.empty());
      case LABEL -> new ContactChanged(any, peer, as, as, as, labels);
      case BLOCKED -> set.on() ? new ContactBlocked(any, peer) : new ContactUnblocked(any, peer);
    };
  }
}
