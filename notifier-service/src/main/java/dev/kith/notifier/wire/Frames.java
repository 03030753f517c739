package dev.kith.notifier.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.kith.domain.Address;
import dev.kith.domain.PresenceView;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.view.PresenceBody;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.tail.SyncUpdate;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Encoder of a session's frames, one JSON object each, except for updates, which {@link
 * UpdateEncoder} encodes.
 */
@Singleton
public class Frames {

  private final ObjectWriter frames;
  private final ObjectWriter syncs;
  private final ObjectWriter presences;
  private final ObjectWriter others;

  Frames(ObjectMapper json) {
    this.frames = json.writerFor(Frame.class);
    this.syncs = json.writerFor(SyncFrame.class);
    this.presences = json.writerFor(PresenceFrame.class);
    this.others = json.writer();
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"type", "cursor", "recovered"})
  record Frame(String type, @Nullable String cursor, @Nullable Boolean recovered) {}

  @JsonPropertyOrder({"type", "syncId", "state", "accepted", "refused", "written", "matched"})
  record SyncFrame(String type, @JsonUnwrapped SyncUpdate progress) {}

  @JsonPropertyOrder({"type", "subject", "online", "lastSeen"})
  record PresenceFrame(String type, String subject, @JsonUnwrapped PresenceBody presence) {}

  @JsonPropertyOrder({"type", "expires"})
  record TokenFrame(String type, String expires) {}

  record PongFrame(String type) {}

  @JsonPropertyOrder({"type", "problem"})
  record ProblemFrame(String type, Problem problem) {}

  @JsonPropertyOrder({"type", "code", "reason"})
  record EndFrame(String type, int code, String reason) {}

  /**
   * Encodes the hello before a snapshot. It has no cursor: until {@code synced} there is nothing to
   * resume from.
   */
  public String helloSnapshot() {
    return write(new Frame("hello", null, false));
  }

  /** Encodes the hello before the changes since a cursor. */
  public String helloRecovered(Cursor cursor) {
    return write(new Frame("hello", cursor.toString(), true));
  }

  /** Encodes the end of a snapshot or a backlog; live frames follow. */
  public String synced(Cursor cursor) {
    return write(new Frame("synced", cursor.toString(), null));
  }

  /** Encodes the progress of a sync. It has no cursor, because it is not replayed. */
  public String sync(SyncUpdate progress) {
    return write(syncs, new SyncFrame("sync", progress));
  }

  /** Encodes presence; empty if it is not visible any more. */
  public String presence(Address subject, Optional<PresenceView> shown) {
    var body = shown.map(PresenceBody::of).orElse(new PresenceBody(null, null));
    return write(presences, new PresenceFrame("presence", subject.text(), body));
  }

  /** Encodes the acceptance of a client's token. */
  public String token(Instant expires) {
    return write(others, new TokenFrame("token", expires.toString()));
  }

  /** Encodes the answer to a ping that the client has sent as a message. */
  public String pong() {
    return write(others, new PongFrame("pong"));
  }

  /** Encodes the refusal of a client's message. */
  public String problem(Problem problem) {
    return write(others, new ProblemFrame("problem", problem));
  }

  /** Encodes the last frame of an event stream, which has no close code. */
  String end(int code, String reason) {
    return write(others, new EndFrame("end", code, reason));
  }

  private String write(Frame frame) {
    return write(frames, frame);
  }

  private static String write(ObjectWriter writer, Record frame) {
    try {
      return writer.writeValueAsString(frame);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A frame could not be written as JSON", impossible);
    }
  }
}
