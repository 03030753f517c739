package dev.kith.kit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.kit.config.KithConfig;
import dev.kith.schemas.Placement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Delivery partitions, the partitions of {@code kith.fanout}: how many there are, and to which one
 * a user belongs.
 */
@ApplicationScoped
public class DeliveryPartitions {

  private final int count;

  @Inject
  DeliveryPartitions(KithConfig settings) {
    this(count(settings.topics()));
  }

  public DeliveryPartitions(int count) {
    this.count = count;
  }

  /** Partition count: as configured, but never more than the other topics have. */
  static int count(KithConfig.Topics settings) {
    return Math.min(settings.deliveryPartitions(), settings.partitions());
  }

  public int count() {
    return count;
  }

  /** Delivery partition of a user. */
  public int of(Address user) {
    return Placement.WHOLE_KEY.partition(user.text().getBytes(UTF_8), count);
  }
}
