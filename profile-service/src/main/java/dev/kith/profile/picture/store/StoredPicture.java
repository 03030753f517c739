package dev.kith.profile.picture.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

/** Handle of one stored variant of a picture; reads its bytes on demand. */
public final class StoredPicture {

  private final ObjectStore store;
  private final ObjectStore.StoredObject object;

  StoredPicture(ObjectStore store, ObjectStore.StoredObject object) {
    this.store = store;
    this.object = object;
  }

  /** Size in bytes. */
  public long size() {
    return object.size();
  }

  /** Opens a part of the bytes; the caller closes the stream. */
  public InputStream read(long from, long length) throws IOException {
    return store
        .read(object.key(), from, length)
        .orElseThrow(() -> new NoSuchFileException(object.key()));
  }
}
