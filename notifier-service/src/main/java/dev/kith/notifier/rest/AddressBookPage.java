package dev.kith.notifier.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.notifier.push.EntryBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an address book.
 *
 * @param next where the next page begins, an opaque word; absent on the last one
 * @param cursor where the address book stood when the first page was read: {@code after} it comes
 *     what changed since
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AddressBookPage(List<EntryBody> items, @Nullable String next, String cursor) {

  AddressBookPage {
    items = List.copyOf(items);
  }
}
