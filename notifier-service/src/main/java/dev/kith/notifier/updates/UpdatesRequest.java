package dev.kith.notifier.updates;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.UpdatesWanted;
import dev.kith.kit.journal.Appender;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Request to the delivery tasks to write {@code kith.updates}, or to end that: a record in each
 * delivery partition. A task writes updates for all records behind it.
 */
@ApplicationScoped
public class UpdatesRequest {

  private static final String KEY = "!updates";

  private final Output output;
  private final int partitions;

  /** Writer of a record to a partition of {@code kith.fanout}. */
  interface Output {
    CompletableFuture<?> write(int partition, byte[] key, SpecificRecord value);
  }

  @Inject
  UpdatesRequest(Appender appender, DeliveryPartitions partitions) {
    this(
        (partition, key, value) -> appender.put(Topics.FANOUT, partition, key, Optional.of(value)),
        partitions.count());
  }

  UpdatesRequest(Output output, int partitions) {
    this.output = output;
    this.partitions = partitions;
  }

  /** Completes when the request is in every delivery partition. */
  CompletableFuture<Void> write(boolean isWanted) {
    var value = new UpdatesWanted(isWanted);
    return CompletableFuture.allOf(
        IntStream.range(0, partitions)
            .mapToObj(partition -> output.write(partition, KEY.getBytes(UTF_8), value))
            .toArray(CompletableFuture[]::new));
  }
}
