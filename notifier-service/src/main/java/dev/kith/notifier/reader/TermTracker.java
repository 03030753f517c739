package dev.kith.notifier.reader;

import dev.kith.notifier.fanout.Term;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;

/**
 * The highest term known of each source partition, in one partition of {@code kith.updates}: what
 * comes later with a lower one is from a task that another has taken over from, and will never be
 * committed. Not thread-safe.
 */
public final class TermTracker {

  /** On a page of an address book: the terms known when it was read. */
  public static final String HEADER = "Kith-Terms";

  private final Map<Integer, Long> highest;

  public TermTracker(Map<Integer, Long> known) {
    this.highest = new HashMap<>(known);
  }

  /** Whether the update is of the newest term, as far as is known; it is remembered. */
  public boolean isCurrent(Headers headers) {
    var term = Term.of(headers);
    if (term.isEmpty()) {
      return true;
    }
    var number = term.get().number();
    return number >= highest.merge(term.get().source(), number, Math::max);
  }

  /** Such as {@code 0=1764036000000,3=1764036000417}; empty if none is known. */
  public static String write(Map<Integer, Long> termTracker) {
    return termTracker.entrySet().stream()
        .map(term -> term.getKey() + "=" + term.getValue())
        .collect(Collectors.joining(","));
  }

  /** What {@link #write} wrote. */
  static Map<Integer, Long> read(String text) {
    var termTracker = new HashMap<Integer, Long>();
    if (!text.isEmpty()) {
      for (var term : text.split(",", -1)) {
        var equals = term.indexOf('=');
        termTracker.put(
            Integer.parseInt(term.substring(0, equals)),
            Long.parseLong(term.substring(equals + 1)));
      }
    }
    return termTracker;
  }
}
