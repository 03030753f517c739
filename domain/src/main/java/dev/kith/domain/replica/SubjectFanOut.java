package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged.Cause;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Fan-out of one subject: what its task keeps to write to the delivery partitions. A change costs
 * at most one record for each delivery partition, however many users follow.
 *
 * @param halves for each delivery partition the position of the subject's last change of a half
 *     about a user there; partitions without one are left out
 * @param followed delivery partitions in which a user follows the subject, or once did
 */
public record SubjectFanOut(SortedMap<Integer, Long> halves, SortedSet<Integer> followed) {

  /** Initial state: no relation yet. */
  public static final SubjectFanOut NONE = new SubjectFanOut(new TreeMap<>(), new TreeSet<>());

  private static final long NO_CHANGE = -1;

  public SubjectFanOut {
    halves = Collections.unmodifiableSortedMap(new TreeMap<>(halves));
    followed = Collections.unmodifiableSortedSet(new TreeSet<>(followed));
  }

  /**
   * What an event causes.
   *
   * @param after the fan-out after the event
   * @param records by delivery partition
   */
  public record Step(SubjectFanOut after, SortedMap<Integer, FanOutRecord> records) {
    public Step {
      records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
    }
  }

  /**
   * Profile, picture or rules changed, or the subject was deleted.
   *
   * @param own the subject's own delivery partition; empty for a group, which does not follow
   *     itself
   */
  public Step contentChanged(Optional<Integer> own, Content content) {
    return toFollowed(own, partition -> new SubjectChanged(half(partition), content));
  }

  /** The subject's presence changed, or who may see it, or how precisely. */
  public Step presenceChanged(
      Optional<Integer> own, Content content, Presence presence, boolean isExact, Cause cause) {
    return toFollowed(
        own,
        partition ->
            new PresenceChanged(half(partition), content.position(), presence, isExact, cause));
  }

  private Step toFollowed(Optional<Integer> own, IntFunction<FanOutRecord> record) {
    var records = new TreeMap<Integer, FanOutRecord>();
    followed.forEach(partition -> records.put(partition, record.apply(partition)));
    own.ifPresent(partition -> records.put(partition, record.apply(partition)));
    return new Step(this, records);
  }

  /**
   * An event of the subject changed its halves about users: one record for each delivery partition
   * that has one of them, followers or not.
   *
   * @param at offset of the event
   * @param changed the pairs as they are now
   * @param placement from an address to its delivery partition
   */
  public Step ownerHalvesChanged(
      long at, Map<Address, Pair> changed, Content content, ToIntFunction<Address> placement) {
    var records = new TreeMap<Integer, FanOutRecord>();
    var newHalves = new TreeMap<>(halves);
    var newFollowed = new TreeSet<>(followed);
    byPartition(changed, placement)
        .forEach((partition, pairs) -> {
          var isFollowed = pairs.values().stream().anyMatch(Pair::follows);
          records.put(
              partition,
              new OwnerHalfChanged(
                  at,
                  half(partition),
                  content.position(),
                  owners(pairs),
                  Optional.of(content).filter(_ -> isFollowed)));
          newHalves.put(partition, at);
          if (isFollowed) {
            newFollowed.add(partition);
          }
        });
    return new Step(new SubjectFanOut(newHalves, newFollowed), records);
  }

  /**
   * A user changed what they hold about the subject.
   *
   * @param pair the pair as it is now
   * @param partition the user's delivery partition
   */
  public Step followerHalfChanged(Address user, Pair pair, Content content, int partition) {
    var newFollowed = new TreeSet<>(followed);
    if (pair.follows()) {
      newFollowed.add(partition);
    }
    var record =
        new FollowerHalfChanged(
            half(partition),
            content.position(),
            user,
            pair,
            Optional.of(content).filter(_ -> pair.follows()));
    return new Step(
        new SubjectFanOut(halves, newFollowed), new TreeMap<>(Map.of(partition, record)));
  }

  private long half(int partition) {
    return halves.getOrDefault(partition, NO_CHANGE);
  }

  private static Map<Integer, Map<Address, Pair>> byPartition(
      Map<Address, Pair> changed, ToIntFunction<Address> placement) {
    var byPartition = new TreeMap<Integer, Map<Address, Pair>>();
    changed.forEach((user, pair) ->
        byPartition
            .computeIfAbsent(placement.applyAsInt(user), _ -> new HashMap<>())
            .put(user, pair));
    return byPartition;
  }

  private static Map<Address, Half> owners(Map<Address, Pair> pairs) {
    var owners = new HashMap<Address, Half>();
    pairs.forEach((user, pair) -> owners.put(user, pair.owner()));
    return owners;
  }
}
