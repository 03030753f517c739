package dev.kith.notifier.push;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who listens to a tail, by partition and subscriber; only the tail's thread touches it. */
final class Listeners {

  private final Map<Integer, Map<String, Set<Session>>> byPartition = new HashMap<>();

  void add(Session session) {
    byPartition
        .computeIfAbsent(session.partition(), _ -> new HashMap<>())
        .computeIfAbsent(session.subscriber().text(), _ -> new HashSet<>())
        .add(session);
  }

  void remove(Session session) {
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
  Set<Session> of(int partition, String subscriber) {
    return byPartition.getOrDefault(partition, Map.of()).getOrDefault(subscriber, Set.of());
  }

  boolean areIn(int partition) {
    return byPartition.containsKey(partition);
  }

  /** Where anyone listens. */
  Set<Integer> partitions() {
    return byPartition.keySet();
  }

  List<Session> all() {
    return byPartition.values().stream()
        .flatMap(subscribers -> subscribers.values().stream())
        .flatMap(Set::stream)
        .toList();
  }

  void clear() {
    byPartition.clear();
  }
}
