package dev.kith.profile.picture.upload;

import java.time.Duration;

/** What comes of beginning an upload: an upload, or none because there are too many. */
public sealed interface UploadBegin permits Upload, UploadBegin.TooMany {

  /**
   * The owner has as many unfinished uploads, or bytes of them, as are allowed.
   *
   * @param retryAfter when one of them may have paused for so long that it makes room
   */
  record TooMany(Duration retryAfter) implements UploadBegin {}
}
