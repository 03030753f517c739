package dev.kith.profile.picture.decoder;

import dev.kith.profile.picture.codec.DecodeRequest;
import dev.kith.profile.picture.codec.DecodeResult;
import dev.kith.profile.picture.codec.DecodeResult.Decoded;
import dev.kith.profile.picture.codec.DecodeResult.Failed;
import dev.kith.profile.picture.codec.EncodedPicture;
import dev.kith.profile.picture.codec.PreparationResult;
import dev.kith.profile.picture.codec.UnacceptablePicture;
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
 * Handle of one decoder process. The process starts with the first picture and is replaced after a
 * picture that crashed it or exceeded its deadline. Not thread-safe.
 */
public final class DecoderProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DecoderProcess.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final DecoderLimits limits;
  private @Nullable Running running;

  public DecoderProcess(DecoderLimits limits) {
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

  /** Decodes a file; blocks no longer than the limits allow. */
  public PreparationResult decode(DecodeRequest request) {
    Running decoder;
    try {
      decoder = started();
    } catch (IOException failure) {
      LOG.error("Picture decoder failed to start", failure);
      close();
      return UnacceptablePicture.busy();
    }
    var watch =
        DecoderDeadline.start(decoder.process, limits.processorTime(), limits.wallClockTime());
    try {
      request.write(decoder.output);
      decoder.output.flush();
      return prepared(DecodeResult.read(decoder.input), request);
    } catch (IOException ended) {
      close();
      LOG.warn(
          "Picture decoder ended while decoding ({}), replacing it",
          watch.hasKilled() ? "too slow" : "crash");
      return watch.hasKilled() ? UnacceptablePicture.tooSlow() : UnacceptablePicture.broken();
    } finally {
      watch.stop();
    }
  }

  private static PreparationResult prepared(DecodeResult result, DecodeRequest request) {
    return switch (result) {
      case Decoded(var picture, var variants) ->
          new EncodedPicture(picture, request.folder(), variants);
      case Failed(var cause) -> {
        LOG.info("Picture could not be decoded: {}", cause);
        yield UnacceptablePicture.broken();
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
    var watch = DecoderDeadline.start(started.process, START_LIMIT, START_LIMIT);
    try {
      if (started.input.read() != PictureDecoder.READY) {
        throw new IOException("The picture decoder ended before it was ready");
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
