package dev.kith.kit.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.schemas.Keys;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the state stores: an address, or an owner's address with {@code |} and a second part, in
 * UTF-8. All entries of one owner are neighbours, because no address contains the separator.
 */
public final class StoreKeys {

  private static final char SEPARATOR = '|';

  private StoreKeys() {}

  /** The key {@code address}. */
  public static Bytes of(Address address) {
    return of(address.text());
  }

  /** The key {@code text}. */
  public static Bytes of(String text) {
    return Bytes.wrap(text.getBytes(UTF_8));
  }

  /** The key {@code owner|peer}. */
  public static Bytes pair(Address owner, Address peer) {
    return Bytes.wrap(Keys.join(owner.text(), peer.text()));
  }

  /** The key {@code owner|rest}. */
  public static Bytes entry(Address owner, String rest) {
    return of(owner.text() + SEPARATOR + rest);
  }

  /** The prefix of all entries of one owner, which is before the first of them. */
  public static Bytes prefix(Address owner) {
    return entry(owner, "");
  }

  /** The first key behind all entries of one owner. */
  public static Bytes end(Address owner) {
    return of(owner.text() + (char) (SEPARATOR + 1));
  }
}
