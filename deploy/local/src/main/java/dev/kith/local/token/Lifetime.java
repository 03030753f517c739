package dev.kith.local.token;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lifetime of a token as typed on the command line: {@code 90s}, {@code 24h}, or {@code -60s} for
 * an expired token.
 */
public record Lifetime(Duration duration) {

  private static final Pattern TYPED = Pattern.compile("(-?\\d{1,9})([smhd])");

  public static Lifetime parse(String typed) {
    Matcher parts = TYPED.matcher(typed);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + typed + "' is not a lifetime such as 60s, 15m, 24h or 7d");
    }
    long count = Long.parseLong(parts.group(1));
    return new Lifetime(
        switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }
}
