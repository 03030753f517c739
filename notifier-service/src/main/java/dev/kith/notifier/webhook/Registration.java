package dev.kith.notifier.webhook;

import java.util.Map;
import java.util.Optional;

/** All that is known of one webhook: what was registered, what became of it, how far it is. */
public record Registration(
    Webhook webhook, Optional<Stopped> lastStop, Map<Integer, Reached> reached) {

  public Registration {
    reached = Map.copyOf(reached);
  }

  /** Nothing while it is sent to. */
  public Optional<Stopped> stopped() {
    return lastStop.filter(stop -> stop.generation() == webhook.generation());
  }

  public boolean isSentTo() {
    return webhook.enabled() && stopped().isEmpty();
  }

  /** How far it is in a partition, where its group has no offset any more. */
  Reached reached(int partition) {
    var known = reached.get(partition);
    if (known != null) {
      return known.in(webhook.generation());
    }
    var starts = webhook.startsAt();
    return Reached.nothing(
        webhook.generation(), partition, partition < starts.size() ? starts.get(partition) : 0);
  }
}
