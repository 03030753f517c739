package dev.kith.domain.replica;

import dev.kith.domain.Profile;
import java.time.Instant;

/**
 * Content of a subject: the profile with its rules, whole.
 *
 * @param appeared when the event was appended by which the subject appeared last, by the journal's
 *     clock; the epoch if the subject never appeared
 */
public record Content(Profile profile, Instant appeared) {

  /** Initial state: no event yet. */
  public static final Content NONE = new Content(Profile.NONE, Instant.EPOCH);

  /** The content after an event that was appended at {@code time}. */
  public Content after(Profile changed, Instant time) {
    var appears = !profile.isPresent() && changed.isPresent();
    return new Content(changed, appears ? time : appeared);
  }

  /** Offset of the subject's event that changed the content last; -1 if there is none. */
  public long position() {
    return profile.position().offset();
  }
}
