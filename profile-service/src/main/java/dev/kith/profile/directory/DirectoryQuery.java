package dev.kith.profile.directory;

import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.json.JsonFields;
import dev.kith.profile.streams.DirectoryOrder;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Query for one page of the profile directory.
 *
 * @param after the key of the last profile on the previous page
 * @param cursors codec of this list's cursors
 */
record DirectoryQuery(
    DirectoryOrder order, int limit, Optional<Bytes> after, PageCursors.Of cursors) {

  /** Reads the query parameters of a request. */
  static DirectoryQuery of(
      PageCursors cursors, @Nullable String sort, @Nullable String limit, @Nullable String cursor) {
    var order = order(sort);
    var list = cursors.of("profiles", order.parameter());
    return new DirectoryQuery(
        order,
        Page.limit(limit),
        Optional.ofNullable(cursor).map(text -> key(order, list.open(text))),
        list);
  }

  /** The smallest key that may be on the page: {@code after} with a zero byte appended. */
  Bytes from() {
    return after
        .map(key -> Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1)))
        .orElseGet(order::start);
  }

  /** The cursor of the page that follows this profile. */
  String cursor(Bytes key) {
    return cursors.seal(key.get());
  }

  /** This query as query parameters. */
  String parameters() {
    var cursor = after.map(key -> "&cursor=" + cursor(key)).orElse("");
    return "sort=" + order.parameter() + "&limit=" + limit + cursor;
  }

  private static DirectoryOrder order(@Nullable String sort) {
    if (sort == null) {
      return DirectoryOrder.ADDRESS;
    }
    return Arrays.stream(DirectoryOrder.values())
        .filter(order -> order.parameter().equals(sort))
        .findFirst()
        .orElseThrow(() -> JsonFields.invalid("sort", "must be address or name"));
  }

  private static Bytes key(DirectoryOrder order, byte[] place) {
    var key = Bytes.wrap(place);
    if (key.compareTo(order.start()) <= 0 || key.compareTo(order.end()) >= 0) {
      throw PageCursors.invalid();
    }
    return key;
  }
}
