package dev.kith.profile.picture.decoder;

import dev.kith.profile.picture.codec.DecodeRequest;
import dev.kith.profile.picture.codec.PreparationResult;
import dev.kith.profile.picture.codec.UnacceptablePicture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Pool of this node's decoder processes, which start on demand. */
final class DecoderPool implements AutoCloseable {

  private static final int WAITING = 64;

  /** Idle time after which a process is ended to free its memory. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final Duration patience;
  private final DecoderQueue queue = new DecoderQueue(WAITING, System::nanoTime);
  private final List<Thread> workers = new ArrayList<>();

  /**
   * @param patience maximum wait of a picture for a decoder
   */
  DecoderPool(DecoderLimits limits, Duration patience) {
    this.patience = patience;
    for (var number = 1; number <= limits.processes(); number++) {
      var process = new DecoderProcess(limits);
      workers.add(
          Thread.ofPlatform()
              .name("picture-decoder-" + number)
              .daemon()
              .start(() -> work(process)));
    }
  }

  PreparationResult decode(String user, DecodeRequest request) throws InterruptedException {
    var job = new DecoderJob(user, request);
    var refused = queue.offer(job);
    return refused.isPresent() ? refused.get() : await(job);
  }

  /**
   * Waits up to {@code patience} for a decoder, then for the end of decoding, which has its own
   * deadline.
   */
  private PreparationResult await(DecoderJob job) throws InterruptedException {
    try {
      return job.result().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return queue.withdraw(job) ? UnacceptablePicture.busy() : job.result().join();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("The decoder pool failed", failure.getCause());
    } catch (InterruptedException stop) {
      var _ = queue.withdraw(job);
      throw stop;
    }
  }

  private void work(DecoderProcess process) {
    try (process) {
      while (true) {
        var job = queue.take(IDLE);
        if (job.isPresent()) {
          decode(job.get(), process);
        } else {
          process.close();
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void decode(DecoderJob job, DecoderProcess process) {
    var start = System.nanoTime();
    try {
      var preparationResult = process.decode(job.request());
      queue.done(job, Duration.ofNanos(System.nanoTime() - start));
      var _ = job.result().complete(preparationResult);
    } catch (RuntimeException failure) {
      queue.done(job, Duration.ofNanos(System.nanoTime() - start));
      var _ = job.result().completeExceptionally(failure);
    }
  }

  @Override
  public void close() {
    workers.forEach(Thread::interrupt);
  }
}
