package dev.kith.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Category of a last-seen time, for viewers who may not see the exact time. */
public enum Recency {
  RECENTLY(Duration.ofDays(3)),
  THIS_WEEK(Duration.ofDays(7)),
  THIS_MONTH(Duration.ofDays(30)),
  LONG_AGO(Duration.ofSeconds(Long.MAX_VALUE));

  private final Duration within;

  Recency(Duration within) {
    this.within = within;
  }

  /** Category of a time. A future time, from another clock, counts as now. */
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

  /** Inverse of {@link #text()}; an unknown word means the least precise category. */
  public static Recency read(String text) {
    for (var recency : values()) {
      if (recency.text().equals(text)) {
        return recency;
      }
    }
    return LONG_AGO;
  }
}
