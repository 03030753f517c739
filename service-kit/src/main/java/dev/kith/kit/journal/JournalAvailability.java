package dev.kith.kit.journal;

import dev.kith.kit.membership.PauseDetector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the journal accepts writes, and if not, why. Each write reports its outcome, and {@link
 * JournalProbe} reports whether the brokers answer; the newer report counts.
 */
@ApplicationScoped
public class JournalAvailability {

  private static final Logger LOG = LoggerFactory.getLogger(JournalAvailability.class);

  private final BooleanSupplier isInDoubt;
  private final LongSupplier nanoTime;
  private volatile long confirmedAt;
  private volatile @Nullable String unreachable;
  private volatile @Nullable FailedWrite failedWrite;

  /**
   * Last write, if it failed.
   *
   * @param isSeenByProbe whether the probe would have failed, too
   */
  private record FailedWrite(String cause, boolean isSeenByProbe, long at) {}

  @Inject
  JournalAvailability(PauseDetector pauseDetector) {
    this(pauseDetector::isInDoubt, System::nanoTime);
  }

  /**
   * Creates the availability of a journal that accepts writes.
   *
   * @param isInDoubt whether the process was paused, so that a write may have waited for it
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  JournalAvailability(BooleanSupplier isInDoubt, LongSupplier nanoTime) {
    this.isInDoubt = isInDoubt;
    this.nanoTime = nanoTime;
    this.confirmedAt = nanoTime.getAsLong();
  }

  /** Why the journal accepts no writes; empty while it does. */
  public Optional<String> obstacle() {
    var failed = failedWrite;
    return Optional.ofNullable(unreachable)
        .or(() -> Optional.ofNullable(failed).map(FailedWrite::cause));
  }

  /**
   * Failed future for a write while no broker is reachable, so that the write does not wait, or
   * after a pause of the process: its client may have given up meanwhile, and may have written
   * something newer through another node.
   */
  <T> Optional<CompletableFuture<T>> refusal() {
    var cause = isInDoubt() ? "The process was paused while the write waited" : unreachable;
    return Optional.ofNullable(cause)
        .map(text -> CompletableFuture.failedFuture(new NotAppended(text)));
  }

  /** Whether the process was paused, and other nodes may have taken over its partitions. */
  boolean isInDoubt() {
    return isInDoubt.getAsBoolean();
  }

  boolean isConfirmedSince(long at) {
    return confirmedAt - at >= 0;
  }

  /** Reports an acknowledged write. */
  void confirmed() {
    confirmedAt = nanoTime.getAsLong();
    available();
  }

  /** Reports a failed write; a fault of the record itself does not count against the journal. */
  void failed(Exception failure) {
    if (failure instanceof RetriableException) {
      failedWrite = new FailedWrite(text(failure), !lacksReplicas(failure), nanoTime.getAsLong());
    } else if (failure instanceof AuthorizationException
        || failure instanceof AuthenticationException) {
      failedWrite = new FailedWrite(text(failure), false, nanoTime.getAsLong());
    }
  }

  /** Reports that the probe, which began at {@code since}, found a leader for every partition. */
  void reachable(long since) {
    var failed = failedWrite;
    if (failed == null || (failed.isSeenByProbe && since - failed.at > 0)) {
      available();
    } else {
      unreachable = null;
    }
  }

  /**
   * Reports that the probe, which began at {@code since}, found no broker. Returns false if a later
   * write was confirmed.
   */
  boolean unreachable(long since, String cause) {
    if (isConfirmedSince(since)) {
      return false;
    }
    if (unreachable == null) {
      LOG.warn("The journal accepts no writes: {}", cause);
    }
    unreachable = cause;
    return true;
  }

  /** Reports that brokers answer, but partitions accept no writes. */
  void impaired(String cause) {
    unreachable = null;
    failedWrite = new FailedWrite(cause, true, nanoTime.getAsLong());
  }

  private void available() {
    if (unreachable != null) {
      LOG.info("The journal accepts writes again");
    }
    unreachable = null;
    failedWrite = null;
  }

  private static boolean lacksReplicas(Exception failure) {
    return failure instanceof NotEnoughReplicasException
        || failure instanceof NotEnoughReplicasAfterAppendException;
  }

  private static String text(Exception failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
