package dev.kith.notifier.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import java.util.Base64;
import java.util.Optional;

/** The last subject of a page as an opaque word. */
public final class PageCursor {

  private PageCursor() {}

  public static String write(Address last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.text().getBytes(UTF_8));
  }

  public static Optional<Address> read(String cursor) {
    try {
      return Address.parse(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
