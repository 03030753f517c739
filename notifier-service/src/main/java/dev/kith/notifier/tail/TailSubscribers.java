package dev.kith.notifier.tail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Index of the sessions of a tail, by partition and subscriber. Confined to the tail's thread. */
final class TailSubscribers<L extends TailMember> {

  private final Map<Integer, Map<String, Set<L>>> byPartition = new HashMap<>();

  void add(L session) {
    byPartition
        .computeIfAbsent(session.partition(), _ -> new HashMap<>())
        .computeIfAbsent(session.subscriber().text(), _ -> new HashSet<>())
        .add(session);
  }

  void remove(L session) {
    byPartition.computeIfPresent(
        session.partition(),
        (_, subscribers) -> {
          subscribers.computeIfPresent(
              session.subscriber().text(),
              (_, sessions) -> sessions.remove(session) && sessions.isEmpty() ? null : sessions);
          return subscribers.isEmpty() ? null : subscribers;
        });
  }

  /** Returns the sessions of one subscriber. */
  Set<L> of(int partition, String subscriber) {
    return byPartition.getOrDefault(partition, Map.of()).getOrDefault(subscriber, Set.of());
  }

  boolean areIn(int partition) {
    return byPartition.containsKey(partition);
  }

  /** Returns the partitions that have sessions. */
  Set<Integer> partitions() {
    return byPartition.keySet();
  }

  List<L> all() {
    return byPartition.values().stream()
        .flatMap(subscribers -> subscribers.values().stream())
        .flatMap(Set::stream)
        .toList();
  }

  void clear() {
    byPartition.clear();
  }
}
