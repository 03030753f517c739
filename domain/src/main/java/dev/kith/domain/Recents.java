package dev.kith.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Peers with whom an owner exchanged messages most recently, the latest first. It tracks peers, not
 * messages: a peer moves at most once in {@link #PAUSE}.
 */
public record Recents(List<Recent> latestFirst) {

  /** Maximum number of peers; the oldest is removed. */
  public static final int MOST = 500;

  /** Time for which a pair's entry stays unchanged, whatever they write. */
  public static final Duration PAUSE = Duration.ofMinutes(1);

  /** The latest first, then by address, so that the order is unambiguous. */
  public static final Comparator<Recent> ORDER =
      Comparator.comparing(Recent::at).reversed().thenComparing(Recent::peer);

  public static final Recents NONE = new Recents(List.of());

  /** Peer, and the time of the last message between the two. */
  public record Recent(Address peer, Instant at) {}

  public Recents {
    latestFirst = List.copyOf(latestFirst);
  }

  /** Total and pure. Unchanged if the pair's last message is less than {@link #PAUSE} ago. */
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
