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
 * Bytes by key, shared by all nodes. A key is a path of segments of lower-case ASCII. What was put
 * is there whole or not at all, and can be read as soon as {@code put} returns.
 */
public interface ObjectStore {

  /** Puts a copy of {@code file} in place of what was there; its age begins anew. */
  void put(String key, Path file) throws IOException;

  void put(String key, byte[] bytes) throws IOException;

  Optional<StoredObject> find(String key) throws IOException;

  /**
   * Part of the bytes; nothing if the key is not there. The caller closes the stream.
   *
   * @param length at least 1, and not beyond the end
   */
  Optional<InputStream> read(String key, long from, long length) throws IOException;

  /** What is not there is fine. */
  void delete(String key) throws IOException;

  /** All objects whose keys begin with these segments, in no order. */
  void list(String prefix, Consumer<StoredObject> each) throws IOException;

  /** Objects below a prefix that has but a few. */
  default List<StoredObject> list(String prefix) throws IOException {
    var found = new ArrayList<StoredObject>();
    list(prefix, found::add);
    return found;
  }

  /** Removes what interrupted writes have left. */
  void tidy(Instant before) throws IOException;

  /**
   * What is known of an object without reading it.
   *
   * @param size bytes
   * @param putAt when it was put
   */
  record StoredObject(String key, long size, Instant putAt) {}
}
