package dev.kith.profile.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of a file what is kept. Decoding takes memory by the pixel, so as many pixels as one
 * picture may have are decoded at a time: one large picture, or many small ones.
 */
public final class Preparation {

  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /** Thousands of pixels: what a permit stands for. */
  private static final int PERMIT = 1_000;

  private final PictureLimits limits;
  private final Duration patience;
  private final int permits;
  private final Semaphore decoding;

  /** A decoder never yields: on virtual threads it would keep all others of the process waiting. */
  private final ExecutorService decoders =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          Thread.ofPlatform().name("picture-decoder-", 1).daemon().factory());

  /**
   * @param patience how long a file waits for its turn
   */
  public Preparation(PictureLimits limits, Duration patience) {
    // a cache file for each stream would double what is written
    ImageIO.setUseCache(false);
    this.limits = limits;
    this.patience = patience;
    this.permits = limits.megapixels() * PERMIT;
    this.decoding = new Semaphore(permits, true);
  }

  /** Reads {@code file} and leaves it as it is; its name says nothing. */
  public Prepared prepare(Path file) throws InterruptedException {
    var source = new PictureSource(file);
    try {
      var header = source.header();
      if (header.isEmpty()) {
        return Unfit.noPicture();
      }
      var size = header.get();
      var refused = limits.refuse(size.width(), size.height());
      return refused.isPresent() ? refused.get() : inTurn(source, size);
    } catch (IOException | RuntimeException broken) {
      return broken(broken);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Exception broken) {
        return broken(broken);
      }
      throw new IllegalStateException("A decoder failed", failure.getCause());
    }
  }

  private Prepared inTurn(PictureSource source, PictureHeader header)
      throws InterruptedException, ExecutionException {
    var needed = Math.clamp((long) header.width() * header.height() / PERMIT, 1, permits);
    if (!decoding.tryAcquire(needed, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Unfit.busy();
    }
    try {
      return decoders.submit(() -> source.keep(header)).get();
    } finally {
      decoding.release(needed);
    }
  }

  /** Decoders end in all sorts of exceptions when they are fed nonsense; none of them is ours. */
  private static Unfit broken(Exception failure) {
    if (!(failure instanceof IIOException || failure instanceof EOFException)) {
      LOG.info("A picture could not be decoded: {}", failure.toString());
    }
    return Unfit.broken();
  }
}
