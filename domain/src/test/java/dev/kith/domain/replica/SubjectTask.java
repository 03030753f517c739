package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Presence;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/** Task of one partition of the journal in a schedule: folds its inputs, and can be set back. */
final class SubjectTask {

  /** More than an event of a schedule has users. */
  private static final long MOST_PARTS = 8;

  private final Inputs inputs;
  private final int partition;
  private final ToIntFunction<Address> placement;
  private State state = new State(new HashMap<>(), 0, 0, 0);
  private State committed = state.copy();

  /** Receives a record: the subject, and the record with its delivery partition. */
  interface Output extends BiConsumer<Address, Map<Integer, FanOutRecord>> {}

  private record State(Map<Address, Subject> subjects, int events, int mirrors, int moves) {
    State copy() {
      return new State(new HashMap<>(subjects), events, mirrors, moves);
    }

    Subject of(Address subject) {
      return subjects.getOrDefault(subject, Subject.NONE);
    }
  }

  private record Subject(Content content, SubjectFanOut fanOut, Map<Address, Pair> pairs) {
    static final Subject NONE = new Subject(Content.NONE, SubjectFanOut.NONE, Map.of());

    Pair pair(Address user) {
      return pairs.getOrDefault(user, Pair.NONE);
    }

    Subject with(SubjectFanOut after, Map<Address, Pair> changed) {
      var all = new HashMap<>(pairs);
      all.putAll(changed);
      return new Subject(content, after, all);
    }
  }

  SubjectTask(Inputs inputs, int partition, ToIntFunction<Address> placement) {
    this.inputs = inputs;
    this.partition = partition;
    this.placement = placement;
  }

  boolean isDone() {
    return isDone(state);
  }

  boolean isCommitted() {
    return isDone(committed);
  }

  private boolean isDone(State at) {
    return at.events == inputs.journal().get(partition).size()
        && at.mirrors == inputs.mirrors().get(partition).size()
        && at.moves == inputs.moves().get(partition).size();
  }

  void commit() {
    committed = state.copy();
  }

  void abort() {
    state = committed.copy();
  }

  /** Reads one more record of one of the inputs. */
  void read(Random random, Output output) {
    var events = inputs.journal().get(partition);
    var mirrors = inputs.mirrors().get(partition);
    var moves = inputs.moves().get(partition);
    while (true) {
      var dice = random.nextInt(5);
      if (dice < 3 && state.events < events.size()) {
        read(events.get(state.events), output);
        return;
      } else if (dice == 3 && state.mirrors < mirrors.size()) {
        read(mirrors.get(state.mirrors), output);
        return;
      } else if (dice == 4 && state.moves < moves.size()) {
        read(moves.get(state.moves), output);
        return;
      }
    }
  }

  /** Reads the next event, for directed schedules. */
  void readEvent(Output output) {
    read(inputs.journal().get(partition).get(state.events), output);
  }

  /** Reads the next mirror, for directed schedules. */
  void readMirror(Output output) {
    read(inputs.mirrors().get(partition).get(state.mirrors), output);
  }

  private void read(Inputs.Event event, Output output) {
    var subject = state.of(event.owner());
    state = new State(state.subjects, state.events + 1, state.mirrors, state.moves);
    switch (event.event()) {
      case ProfileEvent changed -> profileChanged(subject, event, changed, output);
      case RelationEvent changed -> halvesChanged(subject, event, changed, output);
      default -> throw new IllegalArgumentException("Not in a schedule: " + event);
    }
  }

  private void profileChanged(
      Subject subject, Inputs.Event event, ProfileEvent changed, Output output) {
    var fold = subject.content.profile().apply(event.at(), changed);
    if (fold.refusal().isPresent()) {
      return;
    }
    Profile profile = fold.state();
    var content = subject.content.after(profile, event.time());
    var step = subject.fanOut.contentChanged(own(event.owner()), content);
    state.subjects.put(event.owner(), new Subject(content, step.after(), subject.pairs));
    output.accept(event.owner(), step.records());
  }

  private void halvesChanged(
      Subject subject, Inputs.Event event, RelationEvent changed, Output output) {
    var pairs = new TreeMap<Address, Pair>();
    for (var peer : changed.peers()) {
      var before = subject.pair(peer);
      HalfEdge after = before.owner().edge().apply(event.at(), changed).state();
      if (!after.equals(before.owner().edge())) {
        pairs.put(peer, before.withOwner(after, event.time()));
      }
    }
    var position = event.at().offset() * MOST_PARTS;
    for (var part : parts(event, pairs)) {
      var before = state.of(event.owner());
      var step = before.fanOut.ownerHalvesChanged(position++, part, before.content, placement);
      state.subjects.put(event.owner(), before.with(step.after(), part));
      output.accept(event.owner(), step.records());
    }
  }

  /** Every second event is written in parts, as one about very many users is. */
  private static List<Map<Address, Pair>> parts(Inputs.Event event, Map<Address, Pair> pairs) {
    if (event.at().offset() % 2 == 0 || pairs.isEmpty()) {
      return List.of(pairs);
    }
    var parts = new ArrayList<Map<Address, Pair>>();
    pairs.forEach((user, pair) -> parts.add(Map.of(user, pair)));
    return parts;
  }

  private void read(Inputs.Mirror mirror, Output output) {
    var subject = state.of(mirror.subject());
    state = new State(state.subjects, state.events, state.mirrors + 1, state.moves);
    var pair = subject.pair(mirror.user()).withFollower(mirror.half(), mirror.time());
    var step =
        subject.fanOut.followerHalfChanged(
            mirror.user(), pair, subject.content, placement.applyAsInt(mirror.user()));
    state.subjects.put(mirror.subject(), subject.with(step.after(), Map.of(mirror.user(), pair)));
    output.accept(mirror.subject(), step.records());
  }

  private void read(Inputs.Move move, Output output) {
    var subject = state.of(move.owner());
    state = new State(state.subjects, state.events, state.mirrors, state.moves + 1);
    var presence = new Presence(move.online(), Instant.ofEpochMilli(move.time()));
    var step =
        subject.fanOut.presenceChanged(
            own(move.owner()), subject.content, presence, true, Cause.TRANSITION);
    output.accept(move.owner(), step.records());
  }

  private Optional<Integer> own(Address subject) {
    return subject.isGroup() ? Optional.empty() : Optional.of(placement.applyAsInt(subject));
  }

  /** Time of the subject's last event that this attempt has read; 0 if there is none. */
  int timeOf(Address subject) {
    List<Inputs.Event> events = inputs.journal().get(partition);
    for (var index = state.events - 1; index >= 0; index--) {
      if (events.get(index).owner().equals(subject)) {
        return (int) events.get(index).time().toEpochMilli();
      }
    }
    return 0;
  }
}
