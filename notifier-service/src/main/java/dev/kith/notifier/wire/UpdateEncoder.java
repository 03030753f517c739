package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.domain.View;
import dev.kith.kit.view.ProfileBody;
import dev.kith.notifier.replica.Cursor;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/**
 * Encoder of frames of updates in two steps, so that frames with the same profile share its bytes.
 * The entries of a snapshot or a backlog are such frames without a cursor, because they are in the
 * order of subjects.
 */
@Singleton
public class UpdateEncoder {

  private final ObjectWriter profiles;

  public UpdateEncoder(ObjectMapper json) {
    this.profiles = json.writerFor(ProfileBody.class);
  }

  /** Encodes the profile of a frame. */
  public byte[] profile(View view) {
    try {
      // not writeValueAsBytes, which escapes characters outside of the basic plane
      return profiles.writeValueAsString(ProfileBody.of(view)).getBytes(UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A profile could not be written as JSON", impossible);
    }
  }

  /** Encodes a frame of a profile that is encoded already. */
  public byte[] changed(
      Optional<Cursor> cursor, Address subject, Update.Kind kind, byte[] profile) {
    var head = ascii(head(cursor, subject, kind) + ",\"profile\":");
    var frame = new byte[head.length + profile.length + 1];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(profile, 0, frame, head.length, profile.length);
    frame[frame.length - 1] = '}';
    return frame;
  }

  /** Encodes the frame of a removal. */
  public byte[] removed(Optional<Cursor> cursor, Address subject) {
    return ascii(head(cursor, subject, Update.Kind.REMOVED) + '}');
  }

  /** Addresses and cursors have no character that JSON escapes. */
  private static String head(Optional<Cursor> cursor, Address subject, Update.Kind kind) {
    return "{\"type\":\"update\""
        + cursor.map(known -> ",\"cursor\":\"" + known + '"').orElse("")
        + ",\"subject\":\""
        + subject
        + "\",\"kind\":\""
        + kind.name().toLowerCase(Locale.ROOT)
        + '"';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
