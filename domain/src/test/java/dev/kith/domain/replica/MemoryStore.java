package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Store of a delivery partition in memory, without codecs. */
final class MemoryStore implements LaneStore {

  private final Map<Address, SubjectState> subjects = new HashMap<>();
  private final Map<Address, Map<Address, PlaceState>> places = new HashMap<>();

  @Override
  public SubjectState subject(Address subject) {
    return subjects.getOrDefault(subject, SubjectState.NONE);
  }

  @Override
  public PlaceState place(Address user, Address subject) {
    return places.getOrDefault(user, Map.of()).getOrDefault(subject, PlaceState.NONE);
  }

  @Override
  public Set<Address> subjectsOf(Address user) {
    return places.getOrDefault(user, Map.of()).keySet();
  }

  @Override
  public boolean fold(Address subject, FanOutRecord record, long offset) {
    if (!subject(subject).replica().takes(record)) {
      return false;
    }
    subjects.put(subject, subject(subject).after(record, offset));
    if (record instanceof OwnerHalfChanged changed) {
      changed.owners().keySet().forEach(user -> foldPlace(user, subject, record, offset));
    } else if (record instanceof FollowerHalfChanged changed) {
      foldPlace(changed.user(), subject, record, offset);
    }
    return true;
  }

  private void foldPlace(Address user, Address subject, FanOutRecord record, long offset) {
    places
        .computeIfAbsent(user, _ -> new HashMap<>())
        .put(subject, place(user, subject).after(record, user, offset));
  }
}
