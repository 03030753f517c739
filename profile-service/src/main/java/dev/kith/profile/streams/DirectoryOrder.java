package dev.kith.profile.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RawCollationKey;
import dev.kith.domain.Address;
import dev.kith.kit.text.Collation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** Sort order of the profile directory: defines the keys of {@link DirectoryIndex}. */
public enum DirectoryOrder {
  ADDRESS('a'),
  /** Unicode collation of CLDR's root locale; profiles without a name come last. */
  NAME('n');

  /** A new version of the collation changes keys and requires a rebuild; a test detects that. */
  static final Collator COLLATOR = Collation.ROOT;

  private static final byte NAMED = 1;
  private static final byte NAMELESS = 2;

  private final byte prefix;

  DirectoryOrder(char prefix) {
    this.prefix = (byte) prefix;
  }

  /** Its value of the query parameter {@code sort}. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The key of a profile in this order; unique. */
  public Bytes key(String address, Optional<String> name) {
    var end = address.getBytes(UTF_8);
    return switch (this) {
      case ADDRESS -> join(new byte[] {prefix}, end);
      case NAME -> join(sorted(name), end);
    };
  }

  /** Smaller than all keys of this order. */
  public Bytes start() {
    return Bytes.wrap(new byte[] {prefix});
  }

  /** Greater than all keys of this order. */
  public Bytes end() {
    return Bytes.wrap(new byte[] {(byte) (prefix + 1)});
  }

  /** The address of the profile with this key. */
  public Address address(Bytes key) {
    var bytes = key.get();
    var start =
        switch (this) {
          case ADDRESS -> 1;
          case NAME -> bytes[1] == NAMELESS ? 2 : indexOfZero(bytes) + 1;
        };
    return new Address(new String(bytes, start, bytes.length - start, UTF_8));
  }

  /** The key without the address. A collation key contains one zero byte, at its end. */
  private byte[] sorted(Optional<String> name) {
    if (name.isEmpty()) {
      return new byte[] {prefix, NAMELESS};
    }
    var key = COLLATOR.getRawCollationKey(name.get(), new RawCollationKey());
    return join(new byte[] {prefix, NAMED}, Arrays.copyOf(key.bytes, key.size)).get();
  }

  private static int indexOfZero(byte[] bytes) {
    var index = 0;
    while (bytes[index] != 0) {
      index++;
    }
    return index;
  }

  private static Bytes join(byte[] one, byte[] other) {
    return Bytes.wrap(ByteBuffer.allocate(one.length + other.length).put(one).put(other).array());
  }
}
