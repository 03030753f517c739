package dev.kith.profile.picture.upload;

import dev.kith.profile.picture.store.ObjectStore.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Uploads of one owner, with the choice of those to remove to make room for a new one. */
final class OwnerUploads {

  private final List<Entry> finished = new ArrayList<>();
  private final List<Entry> unfinished = new ArrayList<>();
  private final List<Entry> removed = new ArrayList<>();

  /**
   * One upload.
   *
   * @param length declared size in bytes
   * @param touched time of its latest bytes
   */
  record Entry(List<StoredObject> objects, long length, Instant touched) {
    static Entry of(List<StoredObject> objects, long length) {
      var touched = objects.stream().map(StoredObject::putAt).max(Comparator.naturalOrder());
      return new Entry(objects, length, touched.orElse(Instant.MIN));
    }
  }

  void add(Entry entry, boolean isFinished) {
    (isFinished ? finished : unfinished).add(entry);
  }

  void remove(Entry entry) {
    removed.add(entry);
  }

  /** The objects to delete. */
  List<StoredObject> removed() {
    return removed.stream().flatMap(entry -> entry.objects().stream()).toList();
  }

  /**
   * Returns whether there is room for another upload of {@code length} bytes, and marks uploads for
   * removal to make room: old finished ones, and those inactive for longer than the pause.
   */
  boolean makeRoom(long length, UploadLimits limits, Instant now) {
    oldestFirst(finished);
    while (finished.size() >= limits.uploads()) {
      removed.add(finished.removeFirst());
    }
    oldestFirst(unfinished);
    while (!hasRoom(length, limits)) {
      if (unfinished.isEmpty() || !pausedUntil(limits).isBefore(now)) {
        return false;
      }
      removed.add(unfinished.removeFirst());
    }
    return true;
  }

  /** The time until the longest inactive upload may be removed. */
  Duration retryAfter(UploadLimits limits, Instant now) {
    return unfinished.isEmpty() ? limits.pause() : Duration.between(now, pausedUntil(limits));
  }

  private Instant pausedUntil(UploadLimits limits) {
    return unfinished.getFirst().touched().plus(limits.pause());
  }

  private boolean hasRoom(long length, UploadLimits limits) {
    var bytes = unfinished.stream().mapToLong(Entry::length).sum();
    return unfinished.size() < limits.uploads() && bytes + length <= limits.bytes();
  }

  private static void oldestFirst(List<Entry> entries) {
    entries.sort(Comparator.comparing(Entry::touched));
  }
}
