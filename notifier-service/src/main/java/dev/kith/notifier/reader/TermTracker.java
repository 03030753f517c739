package dev.kith.notifier.reader;

import dev.kith.notifier.fanout.Term;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;

/**
 * Tracker of the highest known term of each source partition, in one partition of {@code
 * kith.updates}. A later update with a lower term was written by a task that another has replaced,
 * and is never committed. Not thread-safe.
 */
public final class TermTracker {

  /** Header of a page of an address book: the terms known when it was read. */
  public static final String HEADER = "Kith-Terms";

  private final Map<Integer, Long> highest;

  public TermTracker(Map<Integer, Long> known) {
    this.highest = new HashMap<>(known);
  }

  /** Returns whether the update has the highest known term of its source, and records its term. */
  public boolean isCurrent(Headers headers) {
    var term = Term.of(headers);
    if (term.isEmpty()) {
      return true;
    }
    var number = term.get().number();
    return number >= highest.merge(term.get().source(), number, Math::max);
  }

  /** Formats terms, such as {@code 0=1764036000000,3=1764036000417}; empty if none is known. */
  public static String write(Map<Integer, Long> terms) {
    return terms.entrySet().stream()
        .map(term -> term.getKey() + "=" + term.getValue())
        .collect(Collectors.joining(","));
  }

  /** Parses the output of {@link #write}. */
  static Map<Integer, Long> read(String text) {
    var terms = new HashMap<Integer, Long>();
    if (!text.isEmpty()) {
      for (var term : text.split(",", -1)) {
        var equals = term.indexOf('=');
        terms.put(
            Integer.parseInt(term.substring(0, equals)),
            Long.parseLong(term.substring(equals + 1)));
      }
    }
    return terms;
  }
}
