package dev.kith.profile.rest;

import dev.kith.kit.http.Page;
import dev.kith.kit.http.StrictJson;
import dev.kith.profile.streams.RegistryOrder;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Which page of all profiles is asked for.
 *
 * @param after the key of the last profile on the page before
 */
record RegistryQuery(RegistryOrder order, int limit, Optional<Bytes> after) {

  /** As the parameters of a request say it. */
  static RegistryQuery of(@Nullable String sort, @Nullable String limit, @Nullable String cursor) {
    var order = order(sort);
    return new RegistryQuery(
        order, Page.limit(limit), Optional.ofNullable(cursor).map(word -> key(order, word)));
  }

  /** The least key that may be on the page: the last one with a zero behind it. */
  Bytes from() {
    return after
        .map(key -> Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1)))
        .orElseGet(order::start);
  }

  /** The same as the parameters of a request. */
  String parameters() {
    var cursor = after.map(key -> "&cursor=" + Page.cursor(key.get())).orElse("");
    return "sort=" + order.parameter() + "&limit=" + limit + cursor;
  }

  private static RegistryOrder order(@Nullable String sort) {
    if (sort == null) {
      return RegistryOrder.ADDRESS;
    }
    return Arrays.stream(RegistryOrder.values())
        .filter(order -> order.parameter().equals(sort))
        .findFirst()
        .orElseThrow(() -> StrictJson.invalid("sort", "must be address or name"));
  }

  /** A cursor of another order is as foreign as one of another list. */
  private static Bytes key(RegistryOrder order, String cursor) {
    var key = Bytes.wrap(Page.place(cursor));
    if (key.compareTo(order.start()) <= 0 || key.compareTo(order.end()) >= 0) {
      throw Page.foreignCursor();
    }
    return key;
  }
}
