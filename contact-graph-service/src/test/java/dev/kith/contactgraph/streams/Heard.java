package dev.kith.contactgraph.streams;

import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.pacing.WaitingRequests;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Recorder of the verdicts of a fold. */
public final class Heard extends Verdicts {

  private final Map<String, Verdict<?>> heard = new HashMap<>();

  public Heard() {
    super(new WaitingRequests());
  }

  @Override
  public void settle(String eventId, Verdict<?> verdict) {
    heard.put(eventId, verdict);
  }

  public Verdict<?> of(String eventId) {
    return Objects.requireNonNull(heard.get(eventId));
  }

  boolean isNothing() {
    return heard.isEmpty();
  }
}
