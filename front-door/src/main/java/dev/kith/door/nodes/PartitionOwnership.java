package dev.kith.door.nodes;

import dev.kith.http.RequestPlacement;
import dev.kith.schemas.Placement;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Partitions that a node owns, from its readiness: those of the journal, and delivery partitions.
 */
record PartitionOwnership(Partitions journal, Partitions delivery) {

  static final PartitionOwnership NOTHING =
      new PartitionOwnership(Partitions.UNKNOWN, Partitions.UNKNOWN);

  /**
   * Partitions of one kind, such as {@code "0 3"} of 4.
   *
   * @param of number of all partitions; 0 if unknown
   */
  record Partitions(Set<Integer> numbers, int of) {

    static final Partitions UNKNOWN = new Partitions(Set.of(), 0);

    Partitions {
      numbers = Set.copyOf(numbers);
    }

    boolean has(String address) {
      return of > 0
          && numbers.contains(
              Placement.WHOLE_KEY.partition(address.getBytes(StandardCharsets.UTF_8), of));
    }
  }

  /**
   * Reads a readiness response; {@link #NOTHING} if it has no partitions.
   *
   * @throws ClassCastException or NumberFormatException if the response has another structure
   */
  static PartitionOwnership read(JsonObject health) {
    return health.getJsonArray("checks", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .filter(check -> "streams".equals(check.getString("name")))
        .map(check -> check.getJsonObject("data", new JsonObject()))
        .map(data ->
            new PartitionOwnership(
                partitions(data, "partitions", "partitionCount"),
                partitions(data, "deliveryPartitions", "deliveryPartitionCount")))
        .findFirst()
        .orElse(NOTHING);
  }

  private static Partitions partitions(JsonObject data, String numbers, String count) {
    return new Partitions(
        Arrays.stream(data.getString(numbers, "").split(" ", -1))
            .filter(number -> !number.isEmpty())
            .map(Integer::valueOf)
            .collect(Collectors.toSet()),
        data.getInteger(count, 0));
  }

  /**
   * Whether the node owns the partition of an address. A request that is placed by delivery
   * partition is placed by the journal if the node names no delivery partitions.
   */
  boolean has(String address, RequestPlacement placement) {
    return switch (placement) {
      case JOURNAL -> journal.has(address);
      case DELIVERY -> (delivery.of() > 0 ? delivery : journal).has(address);
    };
  }
}
