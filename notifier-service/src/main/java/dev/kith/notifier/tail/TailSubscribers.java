package dev.kith.notifier.tail;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who listens to a tail, by partition and subscriber; only the tail's thread touches it. */
final class TailSubscribers {

  private final Map<Integer, Map<String, Set<TailListener>>> byPartition = new HashMap<>();

  void add(TailListener session) {
    byPartition
        .computeIfAbsent(session.partition(), _ -> new HashMap<>())
        .computeIfAbsent(session.subscriber().text(), _ -> new HashSet<>())
        .add(session);
  }

  void remove(TailListener session) {
    byPartition.computeIfPresent(
        session.partition(),
        (_, subscribers) -> {
          subscribers.computeIfPresent(
              session.subscriber().text(),
              (_, sessions) -> sessions.remove(session) && sessions.isEmpty() ? null : sessions);
          return subscribers.isEmpty() ? null : subscribers;
        });
  }

  /** The sessions of one subscriber. */
  Set<TailListener> of(int partition, String subscriber) {
    return byPartition.getOrDefault(partition, Map.of()).getOrDefault(subscriber, Set.of());
  }

  boolean areIn(int partition) {
    return byPartition.containsKey(partition);
  }

  /** Where anyone listens. */
  Set<Integer> partitions() {
    return byPartition.keySet();
  }

  List<TailListener> all() {
    return byPartition.values().stream()
        .flatMap(subscribers -> subscribers.values().stream())
        .flatMap(Set::stream)
        .toList();
  }

  void clear() {
    byPartition.clear();
  }
}
