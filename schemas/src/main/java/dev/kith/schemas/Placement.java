package dev.kith.schemas;

import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/**
 * Part of a record's key that determines its partition, so that all records about one address are
 * in the same partition.
 */
public enum Placement {
  /** The whole key, an address. */
  WHOLE_KEY {
    @Override
    byte[] deciding(byte[] key) {
      return key;
    }
  },
  /** The part before {@code |}; the whole key if there is none. */
  FIRST_PART {
    @Override
    byte[] deciding(byte[] key) {
      int separator = Keys.separator(key);
      return separator < 0 ? key : Arrays.copyOf(key, separator);
    }
  };

  /**
   * Partition of a record with this key, from 0 to {@code partitions - 1}: murmur2 of the deciding
   * bytes, exactly as Kafka's Java client places a record with these bytes as its key.
   */
  public int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(deciding(key))) % partitions;
  }

  abstract byte[] deciding(byte[] key);
}
