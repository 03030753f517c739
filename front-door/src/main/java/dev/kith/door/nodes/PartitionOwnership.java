package dev.kith.door.nodes;

import dev.kith.schemas.Placement;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Partitions that a node owns, from its readiness, such as {@code "0 3"} of 4.
 *
 * @param of number of all partitions; 0 if unknown
 */
record PartitionOwnership(Set<Integer> partitions, int of) {

  static final PartitionOwnership NOTHING = new PartitionOwnership(Set.of(), 0);

  PartitionOwnership {
    partitions = Set.copyOf(partitions);
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
        .map(check -> of(check.getJsonObject("data", new JsonObject())))
        .findFirst()
        .orElse(NOTHING);
  }

  private static PartitionOwnership of(JsonObject data) {
    return new PartitionOwnership(
        Arrays.stream(data.getString("partitions", "").split(" ", -1))
            .filter(number -> !number.isEmpty())
            .map(Integer::valueOf)
            .collect(Collectors.toSet()),
        data.getInteger("partitionCount", 0));
  }

  boolean has(String address) {
    return of > 0
        && partitions.contains(
            Placement.WHOLE_KEY.partition(address.getBytes(StandardCharsets.UTF_8), of));
  }
}
