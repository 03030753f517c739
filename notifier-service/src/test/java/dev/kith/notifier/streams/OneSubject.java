package dev.kith.notifier.streams;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Entry;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.domain.View;
import dev.kith.kit.streams.TopologyRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One subject with a few peers, as a model that tells everybody at once would have them. */
final class OneSubject {

  static final Address ALICE = new Address("alice");
  static final List<Address> PEERS =
      IntStream.range(10, 22).mapToObj(number -> new Address("p" + number)).toList();

  private static final List<Choice> CHOICES = List.of(Choice.YES, Choice.NO, Choice.UNSET);

  private Profile profile = Profile.NONE;
  private final Map<Address, Relation> relations = new TreeMap<>();
  private long journal;

  /** What may happen. */
  sealed interface Step {
    void in(TopologyRun run);

    /** An event of the subject. */
    record Said(JournalEvent event) implements Step {
      @Override
      public void in(TopologyRun run) {
        run.journal("alice", event);
      }
    }

    /** A peer's half. */
    record Heard(Address peer, HalfEdge half) implements Step {
      @Override
      public void in(TopologyRun run) {
        run.mirror(peer.text(), "alice", half);
      }
    }

    /** Time for one slice. */
    record Passed() implements Step {
      @Override
      public void in(TopologyRun run) {
        run.pass(Duration.ofMillis(2));
      }
    }
  }

  static List<Step> steps(Random random, int count) {
    var steps = new ArrayList<Step>();
    steps.add(new Step.Said(Events.named("Alice")));
    for (var peer : PEERS) {
      if (random.nextInt(4) > 0) {
        steps.add(new Step.Heard(peer, Events.subscribed(steps.size())));
      }
    }
    while (steps.size() < count) {
      steps.add(step(random, steps.size()));
    }
    return steps;
  }

  private static Step step(Random random, long number) {
    var peer = PEERS.get(random.nextInt(PEERS.size()));
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> new Step.Said(Events.status("s" + random.nextInt(3)));
      case 3 -> new Step.Said(Events.named("Alice" + random.nextInt(2)));
      case 4 -> new Step.Said(Events.rules("status", "deny user:" + peer, "allow everyone"));
      case 5 -> new Step.Said(Events.rules("name", "allow contacts"));
      case 6 -> new Step.Said(Events.rules("discovery", "allow contacts"));
      case 7 -> new Step.Said(Events.rules("discovery", "allow everyone"));
      case 8 ->
          new Step.Said(
              random.nextInt(4) > 0
                  ? Events.status("s" + random.nextInt(3))
                  : new ProfileDeleted(Optional.empty()));
      case 9 -> new Step.Said(new ContactBlocked(Optional.empty(), peer));
      case 10 -> new Step.Said(new ContactUnblocked(Optional.empty(), peer));
      case 11 ->
          new Step.Said(Events.contact(peer.text(), random.nextBoolean(), random.nextBoolean()));
      case 12, 13 ->
          new Step.Heard(
              peer,
              Events.half(
                  number, CHOICES.get(random.nextInt(CHOICES.size())), random.nextInt(6) == 0));
      default -> new Step.Passed();
    };
  }

  void take(Step step) {
    switch (step) {
      case Step.Said(ProfileEvent event) -> profile = profile.apply(next(), event).state();
      case Step.Said(RelationEvent event) -> {
        var at = next();
        event
            .peers()
            .forEach(peer ->
                relations.compute(
                    peer,
                    (_, known) -> {
                      var before = known == null ? Relation.NONE : known;
                      return before.withOwn(before.own().apply(at, event).state());
                    }));
      }
      case Step.Said(JournalEvent other) -> throw new IllegalArgumentException(other.toString());
      case Step.Heard(Address peer, HalfEdge half) ->
          relations.compute(
              peer, (_, known) -> (known == null ? Relation.NONE : known).withMirror(half));
      case Step.Passed passed -> {}
    }
  }

  /** What the peer may see now. */
  View view(Address peer) {
    var relation = relations.getOrDefault(peer, Relation.NONE);
    return new Entry(peer, ALICE, profile, relation).view();
  }

  private Position next() {
    return new Position(0, journal++);
  }
}
