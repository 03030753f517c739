package dev.kith.http;

import java.util.regex.Pattern;

/** Kind of partitions whose owner answers a request. */
public enum RequestPlacement {
  /** Partitions of the journal: the request is about the address's own data. */
  JOURNAL,
  /** Delivery partitions: the request is about what the address follows. */
  DELIVERY;

  private static final Pattern FOLLOWED = Pattern.compile("/v1/users/[^/]+/(address-book|updates)");

  /** Placement of a request; the path is in normal form, without the query. */
  public static RequestPlacement of(String path) {
    return FOLLOWED.matcher(path).matches() ? DELIVERY : JOURNAL;
  }
}
