package dev.kith.notifier.reader;

import com.fasterxml.jackson.annotation.JsonInclude;
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
public record AddressBookPage(List<EntryBody> items, @Nullable String next, String cursor) {

  public AddressBookPage {
    items = List.copyOf(items);
  }
}
