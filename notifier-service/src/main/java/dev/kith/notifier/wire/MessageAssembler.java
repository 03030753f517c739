package dev.kith.notifier.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Assembler of a client's frames to text messages of bounded size. Vert.x's own aggregator loses a
 * message that begins with an empty fragment, accepts invalid UTF-8, and throws if a message is too
 * large. Not thread-safe.
 */
public final class MessageAssembler {

  private final int maximumBytes;
  private @Nullable Buffer partial;

  public MessageAssembler(int maximumBytes) {
    this.maximumBytes = maximumBytes;
  }

  /** Thrown if the session must be closed. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    public Refused(int code, String reason) {
      super(reason, null, false, false);
      this.code = code;
    }

    public int code() {
      return code;
    }

    public String reason() {
      return getMessage() == null ? "" : getMessage();
    }
  }

  /**
   * Takes the next frame; returns the message that it completes.
   *
   * @throws Refused for binary frames, messages that are too large or not UTF-8, and fragments out
   *     of order
   */
  public Optional<String> add(WebSocketFrame frame) throws Refused {
    if (frame.type() == WebSocketFrameType.BINARY) {
      throw new Refused(CloseCode.NOT_TEXT, "only text messages are accepted");
    }
    if (frame.isContinuation() == (partial == null)) {
      throw new Refused(CloseCode.PROTOCOL_ERROR, "fragments are out of order");
    }
    var message = partial == null ? Buffer.buffer() : partial;
    partial = frame.isFinal() ? null : message;
    if (message.length() + frame.binaryData().length() > maximumBytes) {
      throw new Refused(
          CloseCode.TOO_LARGE, "a message may have at most " + maximumBytes + " bytes");
    }
    message.appendBuffer(frame.binaryData());
    return frame.isFinal() ? Optional.of(decoded(message)) : Optional.empty();
  }

  private static String decoded(Buffer message) throws Refused {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(message.getBytes()))
          .toString();
    } catch (CharacterCodingException invalid) {
      throw new Refused(CloseCode.NOT_UTF8, "the text is not valid UTF-8");
    }
  }
}
