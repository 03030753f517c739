package dev.kith.bench.measure;

import java.time.Duration;

/** How long each round of each side is, and how many there are. */
public record Pace(int seconds, int rounds) {

  public Duration length() {
    return Duration.ofSeconds(seconds);
  }
}
