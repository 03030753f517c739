package dev.kith.kit.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
 * Whether the journal takes writes, and if not, why. It is told by each write how it ended, and by
 * {@link JournalProbe} whether the brokers answer; what is newer counts.
 */
@ApplicationScoped
public class JournalAvailability {

  private static final Logger LOG = LoggerFactory.getLogger(JournalAvailability.class);

  private final LongSupplier nanoTime;
  private volatile long confirmedAt;
  private volatile @Nullable String unreachable;
  private volatile @Nullable FailedWrite failedWrite;

  /**
   * The last write, if it failed.
   *
   * @param isSeenByProbe whether the probe would have failed, too
   */
  private record FailedWrite(String cause, boolean isSeenByProbe, long at) {}

  JournalAvailability() {
    this(System::nanoTime);
  }

  JournalAvailability(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.confirmedAt = nanoTime.getAsLong();
  }

  /** Why the journal takes no writes; empty while it does. */
  public Optional<String> obstacle() {
    var failed = failedWrite;
    return Optional.ofNullable(unreachable)
        .or(() -> Optional.ofNullable(failed).map(FailedWrite::cause));
  }

  /** A failed future for a write that cannot reach any broker now, so that it does not wait. */
  <T> Optional<CompletableFuture<T>> refusal() {
    return Optional.ofNullable(unreachable)
        .map(cause -> CompletableFuture.failedFuture(new NotAppended(cause)));
  }

  boolean isConfirmedSince(long at) {
    return confirmedAt - at >= 0;
  }

  /** A write was acknowledged. */
  void confirmed() {
    confirmedAt = nanoTime.getAsLong();
    available();
  }

  /** A write failed; what is wrong with the record itself says nothing about the journal. */
  void failed(Exception failure) {
    if (failure instanceof RetriableException) {
      failedWrite = new FailedWrite(text(failure), !lacksReplicas(failure), nanoTime.getAsLong());
    } else if (failure instanceof AuthorizationException
        || failure instanceof AuthenticationException) {
      failedWrite = new FailedWrite(text(failure), false, nanoTime.getAsLong());
    }
  }

  /** The probe, which began at {@code since}, found that every partition has a leader. */
  void reachable(long since) {
    var failed = failedWrite;
    if (failed == null || (failed.isSeenByProbe && since - failed.at > 0)) {
      available();
    } else {
      unreachable = null;
    }
  }

  /** The probe, which began at {@code since}, found no broker; tells whether that still counts. */
  boolean unreachable(long since, String cause) {
    if (isConfirmedSince(since)) {
      return false;
    }
    if (unreachable == null) {
      LOG.warn("The journal takes no writes: {}", cause);
    }
    unreachable = cause;
    return true;
  }

  /** The probe found brokers, but partitions that take no writes. */
  void impaired(String cause) {
    unreachable = null;
    failedWrite = new FailedWrite(cause, true, nanoTime.getAsLong());
  }

  private void available() {
    if (unreachable != null) {
      LOG.info("The journal takes writes again");
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
