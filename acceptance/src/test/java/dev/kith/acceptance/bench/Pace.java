package dev.kith.acceptance.bench;

import java.time.Duration;

/** How long each round of each side is, and how many there are. */
record Pace(int seconds, int rounds) {

  Duration length() {
    return Duration.ofSeconds(seconds);
  }
}
