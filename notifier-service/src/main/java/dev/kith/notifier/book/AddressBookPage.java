package dev.kith.notifier.book;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Page of an address book as JSON.
 *
 * @param next opaque cursor of the next page; absent on the last one
 * @param cursor state of the address book when the first page was read; {@code after} with this
 *     value returns the changes since
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AddressBookPage(List<EntryBody> items, @Nullable String next, String cursor) {

  public AddressBookPage {
    items = List.copyOf(items);
  }
}
