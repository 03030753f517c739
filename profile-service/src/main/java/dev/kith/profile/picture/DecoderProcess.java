package dev.kith.profile.picture;

import dev.kith.profile.picture.DecodeResult.Decoded;
import dev.kith.profile.picture.DecodeResult.Failed;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A decoder process, started with the first picture and replaced after one that it did not survive.
 * For one thread.
 */
final class DecoderProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DecoderProcess.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final DecoderLimits limits;
  private @Nullable Running running;

  DecoderProcess(DecoderLimits limits) {
    this.limits = limits;
  }

  private record Running(Process process, DataInputStream input, DataOutputStream output) {
    static Running of(Process process) {
      return new Running(
          process,
          new DataInputStream(new BufferedInputStream(process.getInputStream())),
          new DataOutputStream(new BufferedOutputStream(process.getOutputStream())));
    }
  }

  /** What becomes of the file; blocks no longer than the limits allow. */
  Prepared decode(DecodeRequest request) {
    Running decoder;
    try {
      decoder = started();
    } catch (IOException failure) {
      LOG.error("The picture decoder could not be started", failure);
      close();
      return Unfit.busy();
    }
    var watch = DecoderWatch.start(decoder.process, limits.processorTime(), limits.wallClockTime());
    try {
      request.write(decoder.output);
      decoder.output.flush();
      return prepared(DecodeResult.read(decoder.input), request);
    } catch (IOException ended) {
      close();
      LOG.warn("A picture ended its decoder ({})", watch.hasKilled() ? "too slow" : "crash");
      return watch.hasKilled() ? Unfit.tooSlow() : Unfit.broken();
    } finally {
      watch.stop();
    }
  }

  private static Prepared prepared(DecodeResult result, DecodeRequest request) {
    return switch (result) {
      case Decoded(var picture, var variants) ->
          new KeptPicture(picture, request.folder(), variants);
      case Failed(var cause) -> {
        LOG.info("A picture could not be decoded: {}", cause);
        yield Unfit.broken();
      }
    };
  }

  private Running started() throws IOException {
    var present = running;
    if (present != null && present.process.isAlive()) {
      return present;
    }
    var started = Running.of(DecoderCommand.start(limits.heapMegabytes()));
    running = started;
    var watch = DecoderWatch.start(started.process, START_LIMIT, START_LIMIT);
    try {
      if (started.input.read() != PictureDecoder.READY) {
        throw new IOException("It ended before it was ready");
      }
      return started;
    } finally {
      watch.stop();
    }
  }

  @Override
  public void close() {
    var present = running;
    running = null;
    if (present != null) {
      var _ = present.process.destroyForcibly();
    }
  }
}
