package dev.kith.notifier.updates;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.PlaceState;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.topology.OnDemandPunctuator;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.notifier.replica.FoldOutput;
import dev.kith.notifier.replica.FoldOutput.Folded;
import dev.kith.notifier.replica.ReplicaStore;
import dev.kith.notifier.updates.UpdatesProgress.Phase;
import dev.kith.schemas.Keys;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Processor behind the fold of a delivery partition that writes {@code kith.updates} while it is
 * wanted: an update for each follower whose view has changed. Users whom a record is about are
 * served at once, all followers of a changed subject in slices.
 */
final class UpdatesWriter implements TaskProcessor.Work<byte[], FoldOutput> {

  /** Short: the thread looks at the clock once between polls. */
  private static final Duration BETWEEN_SLICES = Duration.ofMillis(1);

  /**
   * Time for which updates are still written after a request to end them. Within this time, a
   * request by a node that has not yet read of a new webhook does no harm.
   */
  static final Duration GRACE = Duration.ofMinutes(1);

  private final ProcessorContext<byte[], SpecificRecord> context;
  private final BooleanSupplier isComplete;
  private final Predicate<Address> isOfThisPartition;
  private final Pace pace;
  private final UpdatesProgress progress;
  private final ReplicaStore replicas;
  private final FollowerStore followers;
  private final EntryWriter entries;
  private final Rounds rounds;
  private final IndexBuild indexBuild;
  private final OnDemandPunctuator nextSlice;
  private final OnDemandPunctuator end;
  private Headers headers = new RecordHeaders();
  private boolean isTurnOfBuild;

  /**
   * Creates the writer of one task.
   *
   * @param isComplete whether the stores of the delivery partition are filled
   * @param isOfThisPartition whether a user belongs to the delivery partition
   */
  UpdatesWriter(
      ProcessorContext<byte[], SpecificRecord> context,
      BooleanSupplier isComplete,
      Predicate<Address> isOfThisPartition,
      Pace pace) {
    this.context = context;
    this.isComplete = isComplete;
    this.isOfThisPartition = isOfThisPartition;
    this.pace = pace;
    progress = new UpdatesProgress(context.getStateStore(UpdatesProgress.NAME));
    replicas =
        new ReplicaStore(
            context.getStateStore(ReplicaStore.SUBJECTS),
            context.getStateStore(ReplicaStore.PLACES));
    followers = new FollowerStore(context.getStateStore(FollowerStore.NAME));
    entries = new EntryWriter(followers, this::write);
    rounds = new Rounds(context.getStateStore(Rounds.NAME), replicas, followers, entries);
    indexBuild =
        new IndexBuild(
            context.getStateStore(ReplicaStore.SUBJECTS),
            context.getStateStore(ReplicaStore.PLACES),
            isOfThisPartition,
            entries);
    nextSlice = new OnDemandPunctuator(context, BETWEEN_SLICES, this::goOn);
    end = new OnDemandPunctuator(context, GRACE, this::isEndPending);
    if (hasWork()) {
      nextSlice.set();
    }
    if (progress.endsAt().isPresent()) {
      end.set();
    }
  }

  @Override
  public void process(Record<byte[], FoldOutput> record) {
    var wasBusy = hasWork();
    headers = record.headers();
    switch (record.value()) {
      case Folded folded -> folded(folded);
      case FoldOutput.UpdatesRequested requested -> requested(requested);
      case FoldOutput.Completed _ -> completed();
    }
    if (wasBusy) {
      headers = new RecordHeaders(); // the next slice may be of another record
    } else {
      pace.idle(); // the followers of most subjects are served at once
    }
    if (goOn()) {
      nextSlice.set();
    }
    headers = new RecordHeaders();
  }

  private void folded(Folded folded) {
    if (!progress.isWriting()) {
      return;
    }
    var subject = folded.subject();
    folded
        .placesAfter()
        .forEach((user, place) -> write(new Missed.State(subject, user, folded.after(), place)));
    var isChanged =
        folded.after().replica().content().position()
            != folded.before().replica().content().position();
    if (isChanged) {
      if (!subject.isGroup() && isOfThisPartition.test(subject)) {
        write(new Missed.State(subject, subject, folded.after(), PlaceState.NONE));
      }
      rounds.begin(subject);
    }
  }

  /** An entry that is not built yet is left to the build, which knows what was missed. */
  private void write(Missed.State state) {
    if (progress.built().isPast(state.viewer(), state.subject())) {
      entries.writeDifference(state);
    }
  }

  private void requested(FoldOutput.UpdatesRequested requested) {
    if (!requested.isWanted()) {
      notWanted();
      return;
    }
    progress.doNotEnd();
    switch (progress.phase()) {
      case OFF -> begin(requested.offset());
      case CLEARING -> {
        if (progress.again().isEmpty()) {
          progress.again(requested.offset());
        }
      }
      case WAITING, BUILDING, ON -> {}
    }
  }

  private void notWanted() {
    switch (progress.phase()) {
      case OFF -> {}
      case CLEARING -> progress.notAgain();
      case WAITING, BUILDING, ON -> {
        if (progress.endsAt().isEmpty()) {
          progress.endAt(context.currentSystemTimeMs() + GRACE.toMillis());
          end.set();
        }
      }
    }
  }

  private void begin(long offset) {
    if (isComplete.getAsBoolean()) {
      progress.build(offset);
    } else {
      progress.enter(Phase.WAITING);
    }
  }

  /** The stores are filled: all that subscribers may have missed meanwhile is written. */
  private void completed() {
    if (progress.phase() == Phase.WAITING) {
      progress.build(-1);
    }
  }

  /** Ends the writing if it is due; returns whether it will be due later. */
  private boolean isEndPending() {
    var endsAt = progress.endsAt();
    if (endsAt.isEmpty()) {
      return false;
    }
    if (context.currentSystemTimeMs() < endsAt.getAsLong()) {
      return true;
    }
    progress.doNotEnd();
    rounds.clear();
    progress.enter(Phase.CLEARING);
    nextSlice.set();
    return false;
  }

  private boolean hasWork() {
    var phase = progress.phase();
    return phase == Phase.CLEARING || phase == Phase.BUILDING || !rounds.isIdle();
  }

  /** Does one slice of the work; returns whether there is more. */
  private boolean goOn() {
    if (!hasWork()) {
      pace.idle();
      return false;
    }
    pace.slice(this::work);
    return true;
  }

  private void work(Slice slice) {
    switch (progress.phase()) {
      case CLEARING -> clear(slice);
      case BUILDING -> {
        isTurnOfBuild = !isTurnOfBuild;
        if (isTurnOfBuild || rounds.isIdle()) {
          progress.built(indexBuild.goOn(progress.built(), progress.since(), slice));
        } else {
          rounds.goOn(slice);
        }
      }
      case ON -> rounds.goOn(slice);
      case OFF, WAITING -> {}
    }
  }

  /** Deletes entries with their records, which would show old views for ever. */
  private void clear(Slice slice) {
    var limit = slice.left();
    var pairs = followers.first(limit);
    for (var pair : pairs) {
      if (slice.isOver()) {
        return;
      }
      followers.delete(pair.subject(), pair.user());
      forward(pair.user(), pair.subject(), null);
      slice.count();
    }
    if (pairs.size() < limit) {
      progress.enter(Phase.OFF);
      var again = progress.again();
      progress.notAgain();
      again.ifPresent(this::begin);
    }
  }

  private void write(Update update) {
    forward(update.subscriber(), update.subject(), UpdateCodec.write(update));
  }

  private void forward(Address subscriber, Address subject, @Nullable SpecificRecord value) {
    context.forward(
        new Record<>(
            Keys.join(subscriber.text(), subject.text()),
            value,
            context.currentSystemTimeMs(),
            new RecordHeaders(headers)));
  }
}
