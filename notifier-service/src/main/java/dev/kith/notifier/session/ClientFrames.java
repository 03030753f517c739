package dev.kith.notifier.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kith.kit.auth.TokenFault;
import dev.kith.kit.problem.Problem;
import dev.kith.notifier.wire.CloseCode;
import dev.kith.notifier.wire.FrameQuota;
import dev.kith.notifier.wire.Frames;
import dev.kith.notifier.wire.MessageAssembler;
import io.vertx.core.http.WebSocketFrame;
import java.time.Instant;

/**
 * Handler of a client's WebSocket messages: a new token before the old one expires, and a ping,
 * because browsers cannot send ping frames. Any other message is answered with a problem. A client
 * that sends too many messages is disconnected: the answers would wait in memory for a client that
 * may never read them. Runs on the session's context.
 */
public final class ClientFrames {

  private static final int BURST = 10;
  private static final long INTERVAL_MILLIS = 2_500;

  private final OpenSession session;
  private final TokenVerifier tokens;
  private final Frames frames;
  private final ObjectMapper json;
  private final FrameQuota quota = new FrameQuota(BURST, INTERVAL_MILLIS);
  private final MessageAssembler messages;

  public ClientFrames(
      OpenSession session,
      TokenVerifier tokens,
      Frames frames,
      ObjectMapper json,
      int maximumBytes) {
    this.session = session;
    this.tokens = tokens;
    this.frames = frames;
    this.json = json;
    this.messages = new MessageAssembler(maximumBytes);
  }

  /** Handles a frame that arrived at a time in milliseconds. */
  public void take(WebSocketFrame frame, long now) {
    if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
      return;
    }
    try {
      messages.add(frame).ifPresent(text -> text(text, now));
    } catch (MessageAssembler.Refused refused) {
      session.close(refused.code(), refused.reason());
    }
  }

  private void text(String text, long now) {
    if (!quota.take(now)) {
      session.close(CloseCode.POLICY, "too many frames");
      return;
    }
    var frame = read(text);
    if (is("ping", frame, 1)) {
      session.answer(frames.pong());
    } else if (is("token", frame, 2) && frame.path("token").isTextual()) {
      renew(frame.path("token").textValue());
    } else {
      refuse(
          Problem.Kind.INVALID_FIELD,
          "Send {\"type\":\"token\",\"token\":\"…\"} with a fresh token for this session, or {\"type\":\"ping\"}.");
    }
  }

  private static boolean is(String type, JsonNode frame, int fields) {
    return frame.isObject()
        && frame.size() == fields
        && type.equals(frame.path("type").textValue());
  }

  private JsonNode read(String text) {
    try {
      var frame = json.readTree(text);
      return frame == null ? MissingNode.getInstance() : frame;
    } catch (JsonProcessingException | NumberFormatException noJson) {
      return MissingNode.getInstance();
    }
  }

  private void renew(String text) {
    tokens.check(text).onSuccess(checked -> session.onContext(() -> renew(text, checked)));
  }

  private void renew(String text, TokenVerifier.Verification verification) {
    var token = verification.token();
    if (token.isEmpty()) {
      refuse(Problem.Kind.UNAUTHENTICATED, verification.fault().orElse(TokenFault.OTHER).detail());
    } else if (!SessionToken.isGoodFor(session.subscriber(), token.get())) {
      refuse(
          Problem.Kind.FORBIDDEN, "The token is of another user; send one of this session's user.");
    } else {
      var sessionToken = SessionToken.of(text, token.get());
      session.renew(sessionToken);
      session.answer(frames.token(Instant.ofEpochMilli(sessionToken.expiresAt())));
    }
  }

  private void refuse(Problem.Kind kind, String detail) {
    session.answer(frames.problem(Problem.of(kind, detail, "token")));
  }
}
