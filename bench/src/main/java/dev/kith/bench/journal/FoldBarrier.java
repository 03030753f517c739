package dev.kith.bench.journal;

import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Barrier that waits until the services have folded the whole journal. */
public final class FoldBarrier {

  private static final Duration WITHIN = Duration.ofMinutes(10);
  private static final int NOT_YET = 503;

  /** Resource that is read from each service, for one address of each partition. */
  private static final Map<String, String> READS =
      new TreeMap<>(
          Map.of(
              "profile-service", "profile",
              "contact-graph-service", "contacts?limit=1",
              "notifier-service", "address-book?limit=1"));

  private final Stack stack;

  public FoldBarrier(Stack stack) {
    this.stack = stack;
  }

  public void awaitAll() {
    awaitAll(_ -> {});
  }

  /**
   * Waits for all services.
   *
   * @param folded called with the name of each service that has folded the journal
   */
  public void awaitAll(Consumer<String> folded) {
    Map<Integer, Long> ends = lastOffsets();
    long deadline = System.nanoTime() + WITHIN.toNanos();
    READS.forEach((service, read) -> {
      ends.forEach((partition, last) -> await(service, read, partition, last, deadline));
      folded.accept(service);
    });
  }

  private void await(String service, String read, int partition, long last, long deadline) {
    Api api =
        Api.withToken(stack.run().url(service), stack.tokens().ofBackend())
            .with("Kith-After", partition + ":" + last);
    String path = "/v1/users/" + addressIn(partition) + "/" + read;
    while (api.get(path).status() == NOT_YET) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(service + " does not come to the end of the journal");
      }
    }
  }

  private Map<Integer, Long> lastOffsets() {
    Map<Integer, Long> last = new TreeMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.broker()))) {
      for (int partition = 0; partition < Stack.PARTITIONS; partition++) {
        var place = new TopicPartition(Topics.JOURNAL.name(), partition);
        long end =
            admin
                .listOffsets(Map.of(place, OffsetSpec.latest()))
                .partitionResult(place)
                .get()
                .offset();
        last.put(partition, end - 1);
      }
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
    return last;
  }

  private static String addressIn(int partition) {
    return IntStream.iterate(0, number -> number + 1)
        .mapToObj(number -> "somebody-" + number)
        .filter(address -> Stack.partitionOf(address) == partition)
        .findFirst()
        .orElseThrow();
  }
}
