package dev.kith.profile.picture.decoder;

import dev.kith.profile.picture.codec.DecodeRequest;
import dev.kith.profile.picture.codec.DecodeResult;
import dev.kith.profile.picture.codec.ImageDecoder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.SynchronousQueue;
import javax.imageio.ImageIO;

/**
 * Main class of the decoder process: reads requests from standard input, decodes one picture after
 * the other, and ends with the process that started it. It has no secrets and may be killed at any
 * time.
 */
public final class PictureDecoder {

  /** First byte of output, written once every format can be decoded. */
  static final int READY = 0x4b;

  private final DataInputStream input = new DataInputStream(new BufferedInputStream(System.in));
  private final DataOutputStream output =
      new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
  private final SynchronousQueue<DecodeRequest> requests = new SynchronousQueue<>();

  private PictureDecoder() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setOut(System.err);
    ImageIO.setUseCache(false);
    SelfCheck.run();
    new PictureDecoder().run();
  }

  /**
   * Reads requests in a separate thread, to notice the end of the parent process while a picture is
   * decoded.
   */
  private void run() throws IOException, InterruptedException {
    Thread.ofPlatform().name("picture-decoder").daemon().start(this::decodeAll);
    output.write(READY);
    output.flush();
    try {
      while (true) {
        requests.put(DecodeRequest.read(input));
      }
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private void decodeAll() {
    try {
      while (true) {
        decode(requests.take()).write(output);
        output.flush();
      }
    } catch (IOException | InterruptedException end) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** Catches everything: decoders throw all kinds of exceptions and errors on malformed input. */
  private static DecodeResult decode(DecodeRequest request) {
    try {
      return ImageDecoder.run(request);
    } catch (IOException | RuntimeException | Error failure) {
      return DecodeResult.failed(failure);
    }
  }
}
