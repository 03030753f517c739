package dev.kith.domain.replica;

import dev.kith.domain.Profile;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * History of a subject's content in a delivery partition, as far as a resume needs it. Offsets are
 * those of the delivery partition.
 *
 * @param outlines which rules and fields there were, and when
 * @param changed for each present field the offset at which its value changed last
 * @param latest offset of the last change of anything
 * @param appeared offset at which the subject appeared last; -1 if it never did
 */
public record ContentHistory(
    Versions<Profile> outlines, SortedMap<String, Long> changed, long latest, long appeared) {

  private static final long NEVER = -1;

  /** Versions that are kept of one subject: rules and the set of fields change rarely. */
  private static final int MAX_VERSIONS = 16;

  /** Initial state: no content arrived. */
  public static final ContentHistory NONE =
      new ContentHistory(Versions.of(Profile.NONE), new TreeMap<>(), NEVER, NEVER);

  public ContentHistory {
    changed = Collections.unmodifiableSortedMap(new TreeMap<>(changed));
  }

  /** The history after the record at {@code offset}, which changed the content. */
  public ContentHistory after(Content before, Content now, long offset) {
    if (now.position() == before.position()) {
      return this;
    }
    return new ContentHistory(
        outlines.with(offset, Outline.of(now.profile()), MAX_VERSIONS),
        changed(before, now, offset),
        offset,
        now.appeared().equals(before.appeared()) ? appeared : offset);
  }

  private SortedMap<String, Long> changed(Content before, Content now, long offset) {
    var valuesBefore = Outline.values(before.profile().fields());
    var offsets = new TreeMap<String, Long>();
    Outline.values(now.profile().fields())
        .forEach((path, value) -> {
          var isSame = value.equals(valuesBefore.get(path));
          offsets.put(path, isSame ? changed.getOrDefault(path, offset) : offset);
        });
    return offsets;
  }

  /** The history for cursors from {@code offset} on. */
  public ContentHistory since(long offset) {
    return new ContentHistory(outlines.since(offset), changed, latest, appeared);
  }

  boolean hasChanged(String path, long after) {
    return changed.getOrDefault(path, NEVER) > after;
  }
}
