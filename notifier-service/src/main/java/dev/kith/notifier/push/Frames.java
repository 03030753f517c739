package dev.kith.notifier.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.kith.domain.Update;
import dev.kith.kit.http.PresenceBody;
import dev.kith.kit.http.ProfileBody;
import dev.kith.notifier.streams.PresenceTold;
import dev.kith.notifier.streams.SyncTold;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What goes over the wire, one JSON object a frame. */
@ApplicationScoped
public class Frames {

  private final ObjectWriter frames;
  private final ObjectWriter syncs;
  private final ObjectWriter presences;

  Frames(ObjectMapper json) {
    this.frames = json.writerFor(Frame.class);
    this.syncs = json.writerFor(SyncFrame.class);
    this.presences = json.writerFor(PresenceFrame.class);
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
  record SyncFrame(String type, @JsonUnwrapped SyncTold told) {}

  @JsonPropertyOrder({"type", "subject", "online", "lastSeen"})
  record PresenceFrame(String type, String subject, @JsonUnwrapped PresenceBody presence) {}

  /**
   * A snapshot follows. It carries no cursor: until {@code synced} there is nothing to resume from.
   */
  String helloSnapshot() {
    return write(new Frame("hello", null, false, null, null, null));
  }

  /** An entry of the snapshot; without a cursor, for the same reason. */
  String snapshot(EntryBody entry) {
    return snapshot(entry.subject(), entry.profile());
  }

  /** An entry of the snapshot that the tail knows newer than the address book. */
  String snapshot(Update update) {
    return snapshot(update.subject().text(), ProfileBody.of(update.view()));
  }

  private String snapshot(String subject, Object profile) {
    return write(new Frame("update", null, null, subject, "changed", profile));
  }

  /** The snapshot is complete; what follows is live. */
  String synced(Cursor cursor) {
    return write(new Frame("synced", cursor.toString(), null, null, null, null));
  }

  String update(Cursor cursor, Update update) {
    var removed = update.kind() == Update.Kind.REMOVED;
    return write(
        new Frame(
            "update",
            cursor.toString(),
            null,
            update.subject().text(),
            update.kind().name().toLowerCase(Locale.ROOT),
            removed ? null : ProfileBody.of(update.view())));
  }

  /** How far a sync has come; it has no cursor, because it is not told again. */
  String sync(SyncTold told) {
    return write(syncs, new SyncFrame("sync", told));
  }

  /** Whether somebody is here; with neither, that is not known any more. */
  String presence(PresenceTold told) {
    var body = told.shown().map(PresenceBody::of).orElse(new PresenceBody(null, null));
    return write(presences, new PresenceFrame("presence", told.subject().text(), body));
  }

  private String write(Frame frame) {
    return write(frames, frame);
  }

  private static String write(ObjectWriter writer, Record frame) {
    try {
      return writer.writeValueAsString(frame);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A frame is always JSON", impossible);
    }
  }
}
