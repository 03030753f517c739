package dev.kith.profile.picture.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kith.domain.Address;
import dev.kith.domain.Sha256;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Key prefix of an owner's objects, such as {@code a1f/alice}. The first segment is a part of the
 * address's hash and keeps folders small. An address with capitals is encoded as a number, because
 * some file systems do not distinguish {@code Alice} from {@code alice}.
 */
public final class OwnerKey {

  /** A character that no address contains. */
  private static final char NUMBER = '~';

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9._@+:-]+");
  private static final int SHARD_DIGITS = 3;

  private OwnerKey() {}

  public static String of(Address owner) {
    return shard(owner) + "/" + name(owner);
  }

  /** The owner of an object; empty if the key does not have this form. */
  public static Optional<Address> owner(String key) {
    var segments = key.split("/", -1);
    return segments.length < 3 ? Optional.empty() : parse(segments[1]);
  }

  private static String name(Address owner) {
    return PLAIN.matcher(owner.text()).matches()
        ? owner.text()
        : NUMBER + new BigInteger(1, owner.text().getBytes(US_ASCII)).toString(Character.MAX_RADIX);
  }

  private static Optional<Address> parse(String name) {
    if (name.isEmpty() || name.charAt(0) != NUMBER) {
      return Address.parse(name);
    }
    try {
      var number = new BigInteger(name.substring(1), Character.MAX_RADIX);
      return Address.parse(new String(number.toByteArray(), US_ASCII));
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
  }

  private static String shard(Address owner) {
    return Sha256.hex(owner.text().getBytes(US_ASCII)).substring(0, SHARD_DIGITS);
  }
}
