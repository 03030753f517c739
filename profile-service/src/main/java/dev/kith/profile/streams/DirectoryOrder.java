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

/** An order in which profiles can be listed: the keys of {@link DirectoryIndex}. */
public enum DirectoryOrder {
  ADDRESS('a'),
  /** By Unicode's collation, as CLDR's root locale has it; then those without a name. */
  NAME('n');

  /** A change of its version changes keys, and so needs a rebuild: a test holds it. */
  static final Collator COLLATOR = Collation.ROOT;

  private static final byte NAMED = 1;
  private static final byte NAMELESS = 2;

  private final byte prefix;

  DirectoryOrder(char prefix) {
    this.prefix = (byte) prefix;
  }

  /** Its name in requests. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where a profile stands in this order; no two stand at the same place. */
  public Bytes key(String address, Optional<String> name) {
    var end = address.getBytes(UTF_8);
    return switch (this) {
      case ADDRESS -> join(new byte[] {prefix}, end);
      case NAME -> join(sorted(name), end);
    };
  }

  /** Below all keys of this order. */
  public Bytes start() {
    return Bytes.wrap(new byte[] {prefix});
  }

  /** Above all of them. */
  public Bytes end() {
    return Bytes.wrap(new byte[] {(byte) (prefix + 1)});
  }

  /** Whose profile stands at {@code key}. */
  public Address address(Bytes key) {
    var bytes = key.get();
    var start =
        switch (this) {
          case ADDRESS -> 1;
          case NAME -> bytes[1] == NAMELESS ? 2 : indexOfZero(bytes) + 1;
        };
    return new Address(new String(bytes, start, bytes.length - start, UTF_8));
  }

  /** A collation key ends with the only zero in it. */
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
