package dev.kith.notifier.tail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sessions that wait until the tail has reached the end that the topic had when they joined.
 * Confined to the tail's thread.
 */
final class JoiningListeners {

  private static final long END_UNKNOWN = -1;

  private final List<Joining> joining = new ArrayList<>();

  private record Joining(TailListener session, long until) {
    Joining until(long end) {
      return new Joining(session, end);
    }
  }

  void add(TailListener session) {
    joining.add(new Joining(session, END_UNKNOWN));
  }

  void remove(TailListener session) {
    joining.removeIf(waiting -> waiting.session.equals(session));
  }

  void clear() {
    joining.clear();
  }

  /** Notifies the sessions that have caught up. */
  void settle(TailThread tail) {
    findEnds(tail);
    joining.removeIf(waiting -> {
      var partition = tail.partition(waiting.session.partition());
      var reached = tail.consumer().position(partition) >= waiting.until;
      if (reached) {
        waiting.session.caughtUp();
      }
      return reached;
    });
  }

  /** Requests the ends once for all sessions that have joined since the last time. */
  private void findEnds(TailThread tail) {
    var asking =
        joining.stream()
            .filter(waiting -> waiting.until == END_UNKNOWN)
            .map(waiting -> waiting.session.partition())
            .collect(Collectors.toSet());
    if (!asking.isEmpty()) {
      var ends = tail.ends(asking);
      joining.replaceAll(waiting ->
          waiting.until == END_UNKNOWN
              ? waiting.until(ends.getOrDefault(waiting.session.partition(), 0L))
              : waiting);
    }
  }
}
