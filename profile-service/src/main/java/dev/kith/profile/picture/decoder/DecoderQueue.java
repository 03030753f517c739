package dev.kith.profile.picture.decoder;

import dev.kith.profile.picture.codec.UnacceptablePicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Fair queue of pictures that wait for a decoder, at most one per user. The next is that of the
 * user with the least recent decoder time, so that one user's costly pictures delay others by at
 * most one picture.
 */
final class DecoderQueue {

  private static final int MAXIMUM_USERS = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final int capacity;
  private final LongSupplier nanoTime;
  private final List<DecoderJob> waiting = new ArrayList<>();
  private final Set<String> busy = new HashSet<>();

  /** For each user, the time at which the used decoder time is paid back, one second per second. */
  private final Map<String, Long> paidBackAt = new LinkedHashMap<>();

  /**
   * @param capacity maximum number of waiting pictures
   * @param nanoTime as {@link System#nanoTime()}
   */
  DecoderQueue(int capacity, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.nanoTime = nanoTime;
  }

  /** Adds the picture; returns the reason if it is refused, else empty. */
  Optional<UnacceptablePicture> offer(DecoderJob job) {
    lock.lock();
    try {
      if (busy.contains(job.user())) {
        return Optional.of(UnacceptablePicture.userBusy());
      }
      if (waiting.size() >= capacity) {
        return Optional.of(UnacceptablePicture.busy());
      }
      var _ = busy.add(job.user());
      var _ = waiting.add(job);
      arrived.signal();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Removes the next picture; empty if none arrives in time. */
  Optional<DecoderJob> take(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      var left = patience.toNanos();
      while (waiting.isEmpty() && left > 0) {
        left = arrived.awaitNanos(left);
      }
      var next = next();
      next.ifPresent(waiting::remove);
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** The first picture with the least debt. */
  private Optional<DecoderJob> next() {
    var now = nanoTime.getAsLong();
    return waiting.stream().min((one, other) -> Long.compare(debt(one, now), debt(other, now)));
  }

  private long debt(DecoderJob job, long now) {
    var until = paidBackAt.get(job.user());
    return until == null ? 0 : Math.max(0, until - now);
  }

  /** Removes a waiting picture; false if it is being decoded already. */
  boolean withdraw(DecoderJob job) {
    lock.lock();
    try {
      return waiting.remove(job) && busy.remove(job.user());
    } finally {
      lock.unlock();
    }
  }

  /** Records that decoding the picture ended, or failed, after {@code used}. */
  void done(DecoderJob job, Duration used) {
    lock.lock();
    try {
      var now = nanoTime.getAsLong();
      var until = now + debt(job, now) + TimeUnit.NANOSECONDS.convert(used);
      paidBackAt.values().removeIf(past -> past - now <= 0);
      if (paidBackAt.size() < MAXIMUM_USERS) {
        paidBackAt.put(job.user(), until);
      }
      var _ = busy.remove(job.user());
    } finally {
      lock.unlock();
    }
  }
}
