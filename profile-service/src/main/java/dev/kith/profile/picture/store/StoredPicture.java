package dev.kith.profile.picture.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

/** The bytes of one variant of a picture, not read yet. */
public final class StoredPicture {

  private final ObjectStore store;
  private final ObjectStore.StoredObject object;

  StoredPicture(ObjectStore store, ObjectStore.StoredObject object) {
    this.store = store;
    this.object = object;
  }

  /** In bytes. */
  public long size() {
    return object.size();
  }

  /** The caller closes it. */
  public InputStream read(long from, long length) throws IOException {
    return store
        .read(object.key(), from, length)
        .orElseThrow(() -> new NoSuchFileException(object.key()));
  }
}
