package dev.kith.notifier.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.HalfEdge;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import dev.kith.domain.replica.Half;
import dev.kith.domain.replica.Outline;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.domain.replica.Versions;
import dev.kith.schemas.RecordSize;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;

/**
 * Bounds of the states of a delivery partition, so that each fits into a record of its changelog.
 * Old versions are forgotten if they do not fit: a client that needs them gets a snapshot.
 */
public final class StateBounds {

  private static final int KEY = 300;
  private static final int VALUE = RecordSize.LARGEST - KEY;

  /** Bytes of all paths of a content, which the history repeats; those of the fold have 10 KB. */
  private static final int PATHS = 128 * 1_024;

  private static final int OFFSET = 10;

  /** Bytes of all labels of one half; those of the fold have 8 KB. */
  private static final int LABELS = 64 * 1_024;

  private StateBounds() {}

  /**
   * Checks a record for states that could not be kept. The fold of the journal accepts no event
   * that leads to one.
   *
   * @throws IllegalArgumentException if it has too many fields or labels
   */
  public static void check(FanOutRecord record) {
    record.content().ifPresent(StateBounds::check);
    switch (record) {
      case OwnerHalfChanged changed -> changed.owners().values().forEach(StateBounds::check);
      case FollowerHalfChanged changed -> {
        check(changed.pair().owner());
        check(changed.pair().follower());
      }
      case SubjectChanged _, PresenceChanged _ -> {}
    }
  }

  private static void check(Content content) {
    var size =
        Outline.paths(content.profile()).stream().mapToLong(path -> bytes(path) + OFFSET).sum();
    if (size > PATHS) {
      throw new IllegalArgumentException("The content has too many fields");
    }
  }

  private static void check(Half half) {
    if (size(half.edge()) > LABELS) {
      throw new IllegalArgumentException("A half has too many labels");
    }
  }

  private static long size(HalfEdge edge) {
    return edge.labels().stream().mapToLong(StateBounds::bytes).sum();
  }

  private static long bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** State with as many versions as fit, and its encoding. */
  record Fitted<T>(T state, Bytes encoded) {}

  static Fitted<SubjectState> fitted(SubjectState state) {
    return fitted(
        state,
        SubjectStateCodec::write,
        kept -> kept.history().outlines(),
        (kept, since) -> new SubjectState(kept.replica(), kept.history().since(since)));
  }

  static Fitted<PlaceState> fitted(PlaceState state) {
    return fitted(
        state,
        PlaceStateCodec::write,
        kept -> kept.history().relations(),
        (kept, since) -> new PlaceState(kept.place(), kept.history().since(since)));
  }

  private static <T> Fitted<T> fitted(
      T state,
      Function<T, byte[]> codec,
      Function<T, Versions<?>> versions,
      BiFunction<T, Long, T> since) {
    var kept = state;
    var encoded = codec.apply(kept);
    while (encoded.length > VALUE && versions.apply(kept).list().size() > 1) {
      kept = since.apply(kept, versions.apply(kept).list().get(1).from());
      encoded = codec.apply(kept);
    }
    return new Fitted<>(kept, Bytes.wrap(encoded));
  }
}
