package dev.kith.notifier.replica.reader;

import dev.kith.domain.Address;
import dev.kith.domain.Entry;
import dev.kith.domain.replica.PlaceState;
import dev.kith.notifier.replica.ReplicaStore;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Scan of the places of one page, with the viewer's own subject between them. */
final class PlaceScan {

  /**
   * A page ends after visiting this many places, listed or not: very many users may hold one whom
   * they do not follow.
   */
  private static final int MAX_VISITED = 20_000;

  private final Address viewer;
  private final int limit;
  private final SequencedMap<Address, PlaceState> places = new LinkedHashMap<>();
  private @Nullable Address last;
  private boolean isOwnDue;
  private boolean hasMore;
  private int visited;

  private PlaceScan(Address viewer, Optional<Address> after, int limit) {
    this.viewer = viewer;
    this.limit = limit;
    this.isOwnDue =
        !viewer.isGroup() && after.filter(subject -> subject.compareTo(viewer) >= 0).isEmpty();
  }

  static PlaceScan of(ReplicaStore store, Address viewer, Optional<Address> after, int limit) {
    var scan = new PlaceScan(viewer, after, limit);
    store.forEachPlace(viewer, after, scan::visit);
    scan.end();
    return scan;
  }

  /** The places by subject, in order. */
  SequencedMap<Address, PlaceState> places() {
    return places;
  }

  /** Subject after which the next page begins. */
  Optional<Address> next() {
    return hasMore ? Optional.ofNullable(last) : Optional.empty();
  }

  private boolean visit(Address subject, PlaceState place) {
    if (isOwnDue && viewer.compareTo(subject) < 0 && !isFull()) {
      addOwn();
    }
    if (isFull()) {
      hasMore = true;
      return false;
    }
    visited++;
    last = subject;
    if (isListed(place) && !subject.equals(viewer)) {
      places.put(subject, place);
    }
    return true;
  }

  private void end() {
    if (isOwnDue && !hasMore) {
      if (isFull()) {
        hasMore = true;
      } else {
        addOwn();
      }
    }
  }

  private void addOwn() {
    isOwnDue = false;
    last = viewer;
    places.put(viewer, PlaceState.NONE);
  }

  private boolean isFull() {
    return places.size() >= limit || visited >= MAX_VISITED;
  }

  /** Whether the viewer has followed, or has changed what they hold about the subject. */
  private static boolean isListed(PlaceState place) {
    return place.history().followerChanged() >= 0
        || place.history().relations().list().stream()
            .anyMatch(version -> Entry.mayFollow(version.state()));
  }
}
