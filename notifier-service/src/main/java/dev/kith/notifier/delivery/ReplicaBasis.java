package dev.kith.notifier.delivery;

import java.util.Optional;

/** Check whether the stores of a delivery task can continue with the present topic. */
final class ReplicaBasis {

  private static final String REMEDY =
      " Rebuild the stores of this service with a new kith.streams.application-id; see \"Rebuilding"
          + " a store\" in docs/operations.md";

  private final FanOutTopic topic;

  ReplicaBasis(FanOutTopic topic) {
    this.topic = topic;
  }

  /**
   * Returns why the stores cannot continue, with the remedy; empty if they can. New stores adopt
   * the topic's identity.
   *
   * @param folded offset of the last record that the stores contain; -1 if there is none
   */
  Optional<String> fault(int partition, ReplicaProgress progress, long folded) {
    var id = topic.id();
    var known = progress.topic();
    if (known.isEmpty()) {
      progress.setTopic(id);
      return Optional.empty();
    }
    if (!known.get().equals(id)) {
      return Optional.of(
          "kith.fanout was created anew (id %s, the stores have %s).".formatted(id, known.get())
              + REMEDY);
    }
    // markers of transactions have offsets too, so the consumer may be further than the fold
    var next = Math.max(folded + 1, topic.committed(partition));
    var begin = topic.begin(partition);
    if (next < begin) {
      return Optional.of(
          "records %d to %d are not kept any more and were not folded.".formatted(next, begin - 1)
              + REMEDY);
    }
    return Optional.empty();
  }
}
