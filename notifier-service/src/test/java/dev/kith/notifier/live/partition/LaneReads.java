package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.replica.Lane;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectReplica;
import dev.kith.domain.replica.SubjectState;
import dev.kith.notifier.replica.reader.Held;
import dev.kith.notifier.replica.reader.ReplicaPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads of a schedule's store for one viewer: each part at another moment, in random order, while
 * the store moves on.
 */
final class LaneReads {

  private final Lane lane;
  private final Address viewer;
  private final Random random;
  private final List<Runnable> steps = new ArrayList<>();

  /** Parts of what the store has of one pair. */
  private static final class Parts {
    long half;
    SubjectState subject = SubjectState.NONE;
    PlaceState place = PlaceState.NONE;
  }

  LaneReads(Lane lane, Address viewer, Random random) {
    this.lane = lane;
    this.viewer = viewer;
    this.random = random;
  }

  boolean isDone() {
    return steps.isEmpty();
  }

  void step() {
    steps.removeFirst().run();
  }

  /** Reads a page of one to three subjects after {@code after}. */
  void page(Optional<Address> after, Consumer<ReplicaPage> answer) {
    var all = new TreeSet<>(lane.store().subjectsOf(viewer));
    all.removeIf(subject -> isLeftOut(lane.store().place(viewer, subject)));
    all.add(viewer);
    var rest = after.map(last -> all.tailSet(last, false)).orElse(all);
    var some = rest.stream().limit(1 + random.nextInt(3)).toList();
    var next = some.size() < rest.size() ? Optional.of(some.getLast()) : Optional.<Address>empty();
    read(some, next, answer);
  }

  /** As the reader leaves out pairs in which the viewer never followed. */
  private static boolean isLeftOut(PlaceState place) {
    return place.place().pair().follower().edge().subscribed() == Choice.UNSET
        && !place.place().pair().follower().edge().blocked()
        && place.history().relations().list().stream()
            .noneMatch(version -> version.state().own().announced());
  }

  void some(Collection<Address> subjects, Consumer<ReplicaPage> answer) {
    read(List.copyOf(subjects), Optional.empty(), answer);
  }

  private void read(List<Address> subjects, Optional<Address> next, Consumer<ReplicaPage> answer) {
    var start = lane.folded() - 1;
    var parts = subjects.stream().map(_ -> new Parts()).toList();
    var reads = new ArrayList<Runnable>();
    for (var index = 0; index < parts.size(); index++) {
      reads.addAll(reads(subjects.get(index), parts.get(index)));
    }
    Collections.shuffle(reads, random);
    steps.addAll(reads);
    steps.add(() -> {
      var held = new ArrayList<Held>();
      for (var index = 0; index < parts.size(); index++) {
        var part = parts.get(index);
        var replica = new SubjectReplica(part.subject.replica().content(), part.half);
        held.add(
            new Held(
                subjects.get(index),
                new SubjectState(replica, part.subject.history()),
                part.place));
      }
      answer.accept(new ReplicaPage(start, lane.folded() - 1, -1, held, next));
    });
  }

  private List<Runnable> reads(Address subject, Parts part) {
    return List.of(
        () -> part.half = lane.store().subject(subject).replica().half(),
        () -> part.subject = lane.store().subject(subject),
        () -> part.place = lane.store().place(viewer, subject));
  }
}
