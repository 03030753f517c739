package dev.kith.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How long ago somebody was last seen, for whom it is not to be told exactly. */
public enum Recency {
  RECENTLY(Duration.ofDays(3)),
  THIS_WEEK(Duration.ofDays(7)),
  THIS_MONTH(Duration.ofDays(30)),
  LONG_AGO(Duration.ofSeconds(Long.MAX_VALUE));

  private final Duration within;

  Recency(Duration within) {
    this.within = within;
  }

  /** Of a moment; one that is still to come is just now by another clock. */
  public static Recency of(Instant lastSeen, Instant now) {
    var ago = Duration.between(lastSeen, now);
    for (var recency : values()) {
      if (ago.compareTo(recency.within) < 0) {
        return recency;
      }
    }
    return LONG_AGO;
  }

  /** {@code recently}, {@code this-week}, {@code this-month} or {@code long-ago}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What {@link #text()} wrote; an unknown word tells the least. */
  public static Recency read(String text) {
    for (var recency : values()) {
      if (recency.text().equals(text)) {
        return recency;
      }
    }
    return LONG_AGO;
  }
}
