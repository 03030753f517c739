package dev.kith.notifier.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.kith.domain.Update;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.view.PresenceBody;
import dev.kith.kit.view.ProfileBody;
import dev.kith.notifier.addressbook.SyncUpdate;
import dev.kith.notifier.presence.SubscriberPresence;
import dev.kith.notifier.reader.Cursor;
import dev.kith.notifier.reader.EntryBody;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Encoder of a session's frames, one JSON object each. */
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
  @JsonPropertyOrder({"type", "cursor", "recovered", "subject", "kind", "profile"})
  record Frame(
      String type,
      @Nullable String cursor,
      @Nullable Boolean recovered,
      @Nullable String subject,
      @Nullable String kind,
      @Nullable Object profile) {}

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
    return write(new Frame("hello", null, false, null, null, null));
  }

  /** Encodes the hello before the changes since a cursor. */
  public String helloRecovered(Cursor cursor) {
    return write(new Frame("hello", cursor.toString(), true, null, null, null));
  }

  /**
   * Encodes an entry of a snapshot or a backlog. It has no cursor, because entries are in the order
   * of subjects.
   */
  public String entry(EntryBody entry) {
    return write(new Frame("update", null, null, entry.subject(), entry.kind(), entry.profile()));
  }

  /** Encodes such an entry that the tail has in a newer version than the address book. */
  public String entry(Update update) {
    return updateAt(null, update);
  }

  /** Encodes the end of a snapshot or a backlog; live frames follow. */
  public String synced(Cursor cursor) {
    return write(new Frame("synced", cursor.toString(), null, null, null, null));
  }

  public String update(Cursor cursor, Update update) {
    return updateAt(cursor.toString(), update);
  }

  private String updateAt(@Nullable String cursor, Update update) {
    var removed = update.kind() == Update.Kind.REMOVED;
    return write(
        new Frame(
            "update",
            cursor,
            null,
            update.subject().text(),
            update.kind().name().toLowerCase(Locale.ROOT),
            removed ? null : ProfileBody.of(update.view())));
  }

  /** Encodes the progress of a sync. It has no cursor, because it is not replayed. */
  public String sync(SyncUpdate progress) {
    return write(syncs, new SyncFrame("sync", progress));
  }

  /** Encodes presence; without {@code online} and {@code lastSeen} it is not visible any more. */
  public String presence(SubscriberPresence presence) {
    var body = presence.shown().map(PresenceBody::of).orElse(new PresenceBody(null, null));
    return write(presences, new PresenceFrame("presence", presence.subject().text(), body));
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
