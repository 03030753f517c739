package dev.kith.notifier.updates;

import dev.kith.avro.ProfileView;
import dev.kith.domain.View;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.schemas.StateFormat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Last update of a follower about a subject, as far as the next one needs it.
 *
 * @param view hash of the view; {@value #NOTHING} if nothing was visible
 * @param appeared which appearance of the subject it showed, in milliseconds by the journal's clock
 */
record LastUpdate(long view, long appeared) {

  private static final long NOTHING = 0;
  private static final long NEVER = Long.MIN_VALUE;

  /** There was no update, or there was nothing to see. */
  static final LastUpdate NONE = new LastUpdate(NOTHING, NEVER);

  private static final StateFormat<ProfileView> FORMAT = new StateFormat<>(ProfileView.class);

  /** Nothing is visible, and an appearance of the subject is known. */
  static LastUpdate nothing(Instant appearance) {
    return new LastUpdate(NOTHING, appearance.toEpochMilli());
  }

  static LastUpdate read(byte[] value) {
    var buffer = ByteBuffer.wrap(value);
    return new LastUpdate(buffer.getLong(), buffer.getLong());
  }

  byte[] write() {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(view).putLong(appeared).array();
  }

  /** The same with another view; the appearance stays if nothing is visible. */
  LastUpdate with(long newView, Instant appearance) {
    return newView == NOTHING
        ? new LastUpdate(NOTHING, appeared)
        : new LastUpdate(newView, appearance.toEpochMilli());
  }

  boolean hasShown(Instant appearance) {
    return appeared == appearance.toEpochMilli();
  }

  /**
   * Hash of a view. Only the user who writes a profile could look for another one with the same
   * hash, and would only suppress an update of their own.
   */
  static long hash(View view) {
    if (view.isNothing()) {
      return NOTHING;
    }
    var digest = sha256().digest(FORMAT.write(UpdateCodec.writeView(view)));
    var hash = ByteBuffer.wrap(digest).getLong();
    return hash == NOTHING ? 1 : hash;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
