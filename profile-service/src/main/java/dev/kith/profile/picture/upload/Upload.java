package dev.kith.profile.picture.upload;

import dev.kith.domain.Address;
import java.time.Instant;

/**
 * A file that is sent in pieces.
 *
 * @param length bytes that it will have
 * @param offset bytes that have come and are kept
 * @param parts in how many parts they are kept
 * @param metadata as the client sent it, to be handed back
 * @param expires when it may be forgotten
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
