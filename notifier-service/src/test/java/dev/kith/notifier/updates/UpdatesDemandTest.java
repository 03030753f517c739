package dev.kith.notifier.updates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.UpdatesWanted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UpdatesDemandTest {

  private final List<String> written = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private CompletableFuture<Void> outcome = CompletableFuture.completedFuture(null);

  private final UpdatesRequest request =
      new UpdatesRequest(
          (partition, key, value) -> {
            written.add(
                partition
                    + " "
                    + new String(key, UTF_8)
                    + " "
                    + ((UpdatesWanted) value).getWanted());
            return outcome;
          },
          2);

  private UpdatesDemand demand(boolean isAlwaysWanted) {
    return new UpdatesDemand(isAlwaysWanted, request, later::add);
  }

  @Test
  void every_delivery_partition_gets_the_request_at_the_start_and_at_each_change() {
    var demand = demand(false);

    demand.follow(0);
    demand.follow(0);
    assertThat(take()).containsExactly("0 !updates false", "1 !updates false");

    demand.follow(1);
    demand.follow(2);
    assertThat(take()).containsExactly("0 !updates true", "1 !updates true");

    demand.follow(0);
    assertThat(take()).containsExactly("0 !updates false", "1 !updates false");
  }

  @Test
  void the_setting_wants_updates_without_webhooks() {
    var demand = demand(true);

    demand.follow(0);
    demand.follow(1);
    demand.follow(0);

    assertThat(take()).containsExactly("0 !updates true", "1 !updates true");
  }

  @Test
  void a_registration_waits_until_the_request_is_written() {
    outcome = new CompletableFuture<>();

    var registration = demand(false).want();
    assertThat(take()).containsExactly("0 !updates true", "1 !updates true");
    assertThat(registration).isNotDone();
    outcome.complete(null);

    assertThat(registration).isCompleted();
  }

  @Test
  void a_registration_that_failed_afterwards_leaves_no_demand() {
    var demand = demand(false);
    demand.follow(0);
    var _ = demand.want();
    take();

    demand.follow(0);

    assertThat(take()).containsExactly("0 !updates false", "1 !updates false");
  }

  @Test
  void a_request_that_was_not_written_is_repeated_with_the_present_demand() {
    var demand = demand(false);
    outcome = CompletableFuture.failedFuture(new IllegalStateException("no broker"));
    demand.follow(1);
    take();
    outcome = CompletableFuture.completedFuture(null);

    later.getFirst().run();
    assertThat(take()).containsExactly("0 !updates true", "1 !updates true");
    demand.follow(0);
    take();

    later.getFirst().run();

    assertThat(take()).as("the demand has changed, and was written").isEmpty();
  }

  private List<String> take() {
    var taken = List.copyOf(written);
    written.clear();
    return taken;
  }
}
