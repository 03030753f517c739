package dev.kith.kit.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.kit.codec.EventCodec;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.topology.FoldedPositions;
import dev.kith.kit.topology.WriterEpochs;
import dev.kith.schemas.Topics;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writer of the journal: appends events of owners whose partition is on this node, and waits for
 * the fold's verdict.
 */
@ApplicationScoped
public class Journal {

  private final Appender appender;
  private final JournalAvailability availability;
  private final Verdicts verdicts;
  private final WriterEpochs epochs;
  private final FoldedPositions folded;
  private final int partitions;
  private final long verdictMillis;

  /**
   * Timer of verdicts. Unlike that of {@code CompletableFuture}, it wakes no thread when a timeout
   * is set or cancelled, which nearly all are.
   */
  private final HashedWheelTimer timer;

  Journal(
      Appender appender,
      JournalAvailability availability,
      Verdicts verdicts,
      WriterEpochs epochs,
      FoldedPositions folded,
      KithConfig settings) {
    this.appender = appender;
    this.availability = availability;
    this.verdicts = verdicts;
    this.epochs = epochs;
    this.folded = folded;
    this.partitions = settings.topics().partitions();
    this.verdictMillis = settings.requests().verdictTimeout().toMillis();
    this.timer = new HashedWheelTimer(new DefaultThreadFactory("verdict-timeouts", true));
  }

  @PreDestroy
  void close() {
    timer.stop();
  }

  /**
   * Appends one event.
   *
   * @param actor who requested it
   * @return the outcome; fails with {@link NotAppended} if the journal did not confirm the event,
   *     or if folds may pass over it
   */
  public <S> CompletableFuture<Written<S>> append(Address owner, JournalEvent event, String actor) {
    // before the look at the availability: a pause of the process after it makes the epoch old
    var partition = Topics.JOURNAL.partition(owner.text().getBytes(UTF_8), partitions);
    var epoch = epoch(partition);
    return availability
        .<Written<S>>refusal()
        .orElseGet(() -> appendNow(owner, EventCodec.write(event, actor), partition, epoch));
  }

  /**
   * Empty if the task is not here, or has not folded all that the journal held when it started,
   * also because the partition is halted: the rest can hold a higher epoch.
   */
  private OptionalLong epoch(int partition) {
    var journal = new TopicPartition(Topics.JOURNAL.name(), partition);
    return folded.isCaughtUp(journal, Optional.empty())
        ? epochs.of(partition)
        : OptionalLong.empty();
  }

  private <S> CompletableFuture<Written<S>> appendNow(
      Address owner, SpecificRecord event, int partition, OptionalLong epoch) {
    var id = UUID.randomUUID().toString();
    var verdict = verdicts.<S>register(id);
    return appender
        .append(Topics.JOURNAL, owner, id, event, epoch)
        .thenCompose(at -> written(at, verdict))
        .thenCompose(written ->
            written instanceof Written.Pending<S> && isOver(partition, epoch)
                ? CompletableFuture.failedFuture(new NotAppended("another node took over"))
                : CompletableFuture.completedFuture(written))
        .whenComplete((written, failure) -> verdicts.forget(id));
  }

  /** Whether the folds may pass over an event that was appended with this epoch. */
  private boolean isOver(int partition, OptionalLong epoch) {
    return epoch.isPresent() && (availability.isInDoubt() || !epoch(partition).equals(epoch));
  }

  private <S> CompletableFuture<Written<S>> written(
      Position at, CompletableFuture<Verdict<S>> verdict) {
    var written = verdict.<Written<S>>thenApply(Written.Folded::new);
    if (written.isDone()) {
      return written;
    }
    var timeout =
        timer.newTimeout(
            _ -> written.completeAsync(() -> new Written.Pending<>(at)),
            verdictMillis,
            TimeUnit.MILLISECONDS);
    return written.whenComplete((_, _) -> timeout.cancel());
  }
}
