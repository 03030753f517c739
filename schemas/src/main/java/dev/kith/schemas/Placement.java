package dev.kith.schemas;

import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/**
 * Which part of a record's key decides its partition, so that all that is about one address meets.
 */
public enum Placement {
  /** The key is the address that decides. */
  WHOLE_KEY {
    @Override
    byte[] deciding(byte[] key) {
      return key;
    }
  },
  /** The part before {@code |} decides; the whole key where there is none. */
  FIRST_PART {
    @Override
    byte[] deciding(byte[] key) {
      int separator = Keys.separator(key);
      return separator < 0 ? key : Arrays.copyOf(key, separator);
    }
  };

  /**
   * The partition of a record with this key, from 0 to {@code partitions - 1}: murmur2 of the
   * deciding bytes, exactly as Kafka's Java client places a record that has these bytes for a key.
   */
  public int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(deciding(key))) % partitions;
  }

  abstract byte[] deciding(byte[] key);
}
