package dev.kith.profile.picture.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.profile.picture.store.ObjectStore;
import dev.kith.profile.picture.store.OwnerKey;
import dev.kith.profile.picture.store.OwnerLocks;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Repository of unfinished uploads, stored as parts in the object store. Any node can continue an
 * upload, and received bytes survive the failure of a connection or node. A part's name is its
 * offset; a part that does not follow the previous ones without a gap is ignored.
 */
public final class Uploads {

  private static final String FOLDER = "uploads";
  private static final String INFO = "info";
  private static final String DONE = "done";
  private static final int MAX_INFO_BYTES = 16 * 1024;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");

  /** Maximum number of parts of one upload; a part may be as small as one byte. */
  private static final int MAXIMUM_PARTS = 1_000;

  private final ObjectStore store;
  private final UploadLimits limits;
  private final OwnerLocks locks = new OwnerLocks();

  public Uploads(ObjectStore store, UploadLimits limits) {
    this.store = store;
    this.limits = limits;
  }

  /** Creates an upload, unless the owner has too many unfinished ones. */
  public UploadBegin begin(Address owner, long length, String metadata, Instant now)
      throws IOException {
    return locks.hold(owner, () -> beginAlone(owner, length, metadata, now));
  }

  private UploadBegin beginAlone(Address owner, long length, String metadata, Instant now)
      throws IOException {
    var uploads = of(owner, now);
    var room = uploads.makeRoom(length, limits, now);
    for (var object : uploads.removed()) {
      store.delete(object.key());
    }
    if (!room) {
      return new UploadBegin.TooMany(uploads.retryAfter(limits, now));
    }
    var id = UUID.randomUUID().toString().replace("-", "");
    store.put(folder(owner, id) + INFO, (length + "\n" + metadata).getBytes(UTF_8));
    return new Upload(owner, id, length, 0, 0, metadata, now.plus(limits.expiry()));
  }

  private OwnerUploads of(Address owner, Instant now) throws IOException {
    var prefix = OwnerKey.of(owner) + "/" + FOLDER;
    var byId =
        store.list(prefix).stream()
            .collect(Collectors.groupingBy(object -> object.key().split("/", -1)[3]));
    var uploads = new OwnerUploads();
    for (var upload : byId.entrySet()) {
      var found = find(owner, upload.getKey(), now);
      var entry = OwnerUploads.Entry.of(upload.getValue(), found.map(Upload::length).orElse(0L));
      if (found.isEmpty()) {
        uploads.remove(entry);
      } else {
        uploads.add(entry, found.get().isComplete());
      }
    }
    return uploads;
  }

  /** Whether the upload has the maximum number of parts. */
  public boolean isFragmented(Upload upload) {
    return upload.parts() >= MAXIMUM_PARTS;
  }

  /** Empty if the owner has no upload with this id, or it has expired. */
  public Optional<Upload> find(Address owner, String id, Instant now) throws IOException {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    var info = store.find(folder(owner, id) + INFO);
    var bytes = info.isEmpty() ? Optional.<byte[]>empty() : bytes(info.get());
    if (bytes.isEmpty() || expires(info.get()).isBefore(now)) {
      return Optional.empty();
    }
    var lines = new String(bytes.get(), UTF_8).split("\n", 2);
    var length = Long.parseLong(lines[0]);
    var parts = parts(owner, id);
    var offset = store.find(folder(owner, id) + DONE).isPresent() ? length : end(parts);
    return Optional.of(
        new Upload(owner, id, length, offset, parts.size(), lines[1], expires(info.get())));
  }

  /** Stores the next bytes of the upload. */
  public Upload append(Upload upload, byte[] bytes) throws IOException {
    store.put(folder(upload.owner(), upload.id()) + upload.offset(), bytes);
    return upload.at(upload.offset() + bytes.length);
  }

  /** Copies the received bytes. */
  public void copy(Upload upload, OutputStream to) throws IOException {
    for (var part : parts(upload.owner(), upload.id()).entrySet()) {
      try (var bytes = read(folder(upload.owner(), upload.id()) + part.getKey(), part.getValue())) {
        var _ = bytes.transferTo(to);
      }
    }
  }

  /**
   * Marks the upload as complete and removes its parts; the mark serves clients that missed the
   * response.
   */
  public void finish(Upload upload) throws IOException {
    store.put(folder(upload.owner(), upload.id()) + DONE, new byte[0]);
    for (var offset : parts(upload.owner(), upload.id()).keySet()) {
      store.delete(folder(upload.owner(), upload.id()) + offset);
    }
  }

  public void remove(Upload upload) throws IOException {
    var folder = folder(upload.owner(), upload.id());
    for (var object : store.list(folder.substring(0, folder.length() - 1))) {
      store.delete(object.key());
    }
  }

  /** Whether an object belongs to an upload that has expired. */
  public boolean isExpired(ObjectStore.StoredObject object, Instant now) {
    var segments = object.key().split("/", -1);
    // a part is never older than its info object: no part of an unexpired upload is removed
    return segments.length == 5
        && segments[2].equals(FOLDER)
        && object.putAt().plus(limits.expiry()).isBefore(now);
  }

  private Instant expires(ObjectStore.StoredObject info) {
    return info.putAt().plus(limits.expiry());
  }

  private static long end(SortedMap<Long, Long> parts) {
    return parts.isEmpty() ? 0 : parts.lastKey() + parts.lastEntry().getValue();
  }

  /** Offset and length of the contiguous parts from the beginning. */
  private SortedMap<Long, Long> parts(Address owner, String id) throws IOException {
    var folder = folder(owner, id);
    var all = new TreeMap<Long, Long>();
    for (var object : store.list(folder.substring(0, folder.length() - 1))) {
      var name = object.key().substring(folder.length());
      if (OFFSET.matcher(name).matches()) {
        all.put(Long.valueOf(name), object.size());
      }
    }
    var joined = new TreeMap<Long, Long>();
    for (Long at = 0L, size = all.get(at); size != null; size = all.get(at)) {
      joined.put(at, size);
      at += size;
    }
    return joined;
  }

  private Optional<byte[]> bytes(ObjectStore.StoredObject object) throws IOException {
    try (var stream = read(object.key(), Math.min(object.size(), MAX_INFO_BYTES))) {
      return Optional.of(stream.readAllBytes());
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private InputStream read(String key, long length) throws IOException {
    return store.read(key, 0, length).orElseThrow(() -> new NoSuchFileException(key));
  }

  private static String folder(Address owner, String id) {
    return OwnerKey.of(owner) + "/" + FOLDER + "/" + id + "/";
  }
}
