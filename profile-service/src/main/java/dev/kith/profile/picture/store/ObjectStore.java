package dev.kith.profile.picture.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Object store shared by all nodes: bytes by key. A key is a path of lower-case ASCII segments. A
 * put is atomic, and its object can be read as soon as {@code put} returns.
 */
public interface ObjectStore {

  /** Stores a copy of {@code file}, replacing an existing object; its age starts at zero. */
  void put(String key, Path file) throws IOException;

  void put(String key, byte[] bytes) throws IOException;

  Optional<StoredObject> find(String key) throws IOException;

  /**
   * Returns a part of the bytes; empty if the key does not exist. The caller closes the stream.
   *
   * @param length at least 1; the part must not extend beyond the end
   */
  Optional<InputStream> read(String key, long from, long length) throws IOException;

  /** Deletes an object; no failure if the key does not exist. */
  void delete(String key) throws IOException;

  /** Visits all objects whose keys begin with these segments, in no particular order. */
  void list(String prefix, Consumer<StoredObject> each) throws IOException;

  /** Lists the objects below a prefix; only for prefixes with few objects. */
  default List<StoredObject> list(String prefix) throws IOException {
    var found = new ArrayList<StoredObject>();
    list(prefix, found::add);
    return found;
  }

  /** Removes leftovers of interrupted writes. */
  void tidy(Instant before) throws IOException;

  /**
   * Metadata of a stored object.
   *
   * @param size size in bytes
   * @param putAt time of the last put
   */
  record StoredObject(String key, long size, Instant putAt) {}
}
