package dev.kith.bench.measure;

import java.time.Duration;

/** Length and number of the rounds of each side. */
public record Pace(int seconds, int rounds) {

  public Duration length() {
    return Duration.ofSeconds(seconds);
  }
}
