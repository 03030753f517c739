package dev.kith.notifier.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.http.Problem;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a client may say on its socket: a fresh token in place of one that will expire. Anything
 * else is answered with a problem, and too much of anything ends the session: answers wait in
 * memory for a reader who may never read. On the session's context.
 */
final class ClientFrames {

  private static final int NOT_TEXT = 1003;
  private static final int TOO_MANY = 1008;

  /** Frames at once. */
  private static final int MOST = 10;

  /** Then one in so many milliseconds. */
  private static final long PAUSE = 2_500;

  private final Session session;
  private final TokenCheck tokens;
  private final Frames frames;
  private final ObjectMapper json;
  private int said;
  private long since;

  ClientFrames(Session session, TokenCheck tokens, Frames frames, ObjectMapper json) {
    this.session = session;
    this.tokens = tokens;
    this.frames = frames;
    this.json = json;
  }

  void binary() {
    session.close(NOT_TEXT, "only text is understood here");
  }

  /** A frame that came at a time in milliseconds. */
  void text(String text, long now) {
    if (isTooMuch(now)) {
      session.close(TOO_MANY, "too many frames");
      return;
    }
    token(text)
        .ifPresentOrElse(
            this::renew,
            () ->
                refuse(
                    Problem.Kind.INVALID_FIELD,
                    "Only {\"type\":\"token\",\"token\":\"…\"} is understood here, with a fresh token for this session."));
  }

  private boolean isTooMuch(long now) {
    var forgiven = (int) Math.min(said, (now - since) / PAUSE);
    if (forgiven > 0 || said == 0) {
      since = now;
    }
    said += 1 - forgiven;
    return said > MOST;
  }

  /** The token of a frame that is as it must be. */
  private Optional<String> token(String text) {
    try {
      var frame = json.readTree(text);
      var isTokenFrame =
          frame != null
              && frame.isObject()
              && frame.size() == 2
              && "token".equals(frame.path("type").textValue());
      return isTokenFrame ? Optional.ofNullable(frame.path("token").textValue()) : Optional.empty();
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    }
  }

  private void renew(String text) {
    tokens.check(text).onSuccess(checked -> session.onContext(() -> renew(text, checked)));
  }

  private void renew(String text, Optional<JsonWebToken> checked) {
    if (checked.isEmpty()) {
      refuse(
          Problem.Kind.UNAUTHENTICATED, "The token is not valid, or not any more; send another.");
    } else if (!Pass.isGoodFor(session.subscriber(), checked.get())) {
      refuse(Problem.Kind.FORBIDDEN, "The token is not of the user whose updates these are.");
    } else {
      var pass = Pass.of(text, checked.get());
      session.renew(pass);
      session.answer(frames.token(Instant.ofEpochMilli(pass.expiresAt())));
    }
  }

  private void refuse(Problem.Kind kind, String detail) {
    session.answer(frames.problem(Problem.of(kind, detail, "token")));
  }
}
