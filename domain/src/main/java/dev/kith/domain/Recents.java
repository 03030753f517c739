package dev.kith.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whom an owner wrote to or heard from last, the latest first. It is about who, not about each
 * message: a pair moves at most once in {@link #PAUSE}.
 */
public record Recents(List<Recent> latestFirst) {

  /** Peers that are remembered; the oldest falls out. */
  public static final int MOST = 500;

  /** How long a pair stays as it is, whatever they write. */
  public static final Duration PAUSE = Duration.ofMinutes(1);

  /** The latest first, then by address, so that the order is one. */
  public static final Comparator<Recent> ORDER =
      Comparator.comparing(Recent::at).reversed().thenComparing(Recent::peer);

  public static final Recents NONE = new Recents(List.of());

  /** When the two last wrote to each other. */
  public record Recent(Address peer, Instant at) {}

  public Recents {
    latestFirst = List.copyOf(latestFirst);
  }

  /** Total and pure: the same if the pair's last one is not a pause ago. */
  public Recents with(Address peer, Instant at) {
    if (last(peer).filter(last -> at.isBefore(last.plus(PAUSE))).isPresent()) {
      return this;
    }
    var changed = new ArrayList<>(latestFirst);
    changed.removeIf(recent -> recent.peer().equals(peer));
    changed.add(new Recent(peer, at));
    changed.sort(ORDER);
    return new Recents(changed.subList(0, Math.min(MOST, changed.size())));
  }

  private Optional<Instant> last(Address peer) {
    return latestFirst.stream()
        .filter(recent -> recent.peer().equals(peer))
        .map(Recent::at)
        .findAny();
  }
}
