package dev.kith.profile.picture.upload;

import java.time.Duration;

/** Result of creating an upload: the upload, or a refusal because there are too many. */
public sealed interface UploadBegin permits Upload, UploadBegin.TooMany {

  /**
   * The owner has reached the limit of unfinished uploads or of their bytes.
   *
   * @param retryAfter time until an inactive upload may make room
   */
  record TooMany(Duration retryAfter) implements UploadBegin {}
}
