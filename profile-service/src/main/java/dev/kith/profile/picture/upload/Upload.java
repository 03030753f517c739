package dev.kith.profile.picture.upload;

import dev.kith.domain.Address;
import java.time.Instant;

/**
 * State of a resumable upload.
 *
 * @param length declared size in bytes
 * @param offset bytes received and stored
 * @param parts number of stored parts
 * @param metadata the client's metadata, returned unchanged
 * @param expires time from which the upload may be removed
 */
public record Upload(
    Address owner, String id, long length, long offset, int parts, String metadata, Instant expires)
    implements UploadBegin {

  public boolean isComplete() {
    return offset == length;
  }

  Upload at(long newOffset) {
    return new Upload(owner, id, length, newOffset, parts + 1, metadata, expires);
  }
}
