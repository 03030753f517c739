package dev.kith.kit.consistency;

import static dev.kith.http.RequestPlacement.DELIVERY;
import static dev.kith.http.RequestPlacement.JOURNAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.kit.auth.Caller;
import dev.kith.kit.pacing.WaitingRequests;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.topology.FoldedPositions;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partition 1 has alice, 2 has bob, 3 the others; partition 3 is on another node. */
class ReadYourWritesFilterTest {

  private static final Map<String, String> ALICES_PATH =
      Map.of("kind", "users", "address", "alice");
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final FoldedPositions folded = new FoldedPositions();
  private CompletableFuture<Map<Integer, Long>> ends =
      CompletableFuture.completedFuture(Map.of(1, 100L, 2, 100L, 3, 100L));
  private int endsRead;

  @Test
  void a_request_without_a_position_goes_on_at_once() {
    assertThat(filter(PATIENT).await(null, JOURNAL, path(ALICES_PATH))).isNull();
    assertThat(endsRead).isZero();
  }

  @Test
  void a_request_waits_until_its_position_is_folded() {
    var waiting = after("1:7", ALICES_PATH, PATIENT);

    assertThat(waiting).isNotDone();
    folded.advance(partition(1), 6);
    assertThat(waiting).isNotDone();
    folded.advance(partition(1), 7);
    assertThat(waiting).isCompletedWithValue(null);
  }

  @Test
  void the_end_is_read_even_if_the_position_is_folded() {
    folded.advance(partition(1), 7);

    assertThat(after("1:7", ALICES_PATH, PATIENT)).isCompletedWithValue(null);
    assertThat(endsRead).isEqualTo(1);
  }

  @Test
  void of_several_positions_the_highest_of_each_partition_counts() {
    var waiting = after("1:7, 1:9 ,2:3", Map.of("address", "alice", "peer", "bob"), PATIENT);

    folded.advance(partition(2), 3);
    folded.advance(partition(1), 8);
    assertThat(waiting).isNotDone();
    folded.advance(partition(1), 9);
    assertThat(waiting).isCompletedWithValue(null);
  }

  @Test
  void a_position_of_another_owner_is_not_waited_for() {
    assertThat(filter(PATIENT).await("2:7", JOURNAL, path(ALICES_PATH))).isNull();
  }

  @Test
  void a_position_of_a_peer_of_another_node_is_not_waited_for() {
    var path = path(Map.of("address", "alice", "peer", "carol"));

    assertThat(filter(PATIENT).await("3:7", JOURNAL, path)).isNull();
  }

  @Test
  void a_request_placed_by_delivery_partition_waits_only_for_what_is_folded_on_this_node() {
    var carols = path(Map.of("kind", "users", "address", "carol"));
    var alices = path(ALICES_PATH);

    assertThat(filter(PATIENT).await("3:7", DELIVERY, carols)).isNull();
    assertThat(filter(PATIENT).await("1:7", DELIVERY, alices)).isNotNull();
    assertThat(filter(PATIENT).await("3:7", JOURNAL, carols))
        .as("a partition that is moving to this node")
        .isNotNull();
  }

  @Test
  void a_request_without_an_address_waits_for_all_partitions_of_this_node() {
    var waiting = after("2:7,3:7", Map.of(), PATIENT);

    assertThat(waiting).isNotDone();
    folded.advance(partition(2), 7);
    assertThat(waiting).isCompletedWithValue(null);
  }

  @Test
  void a_position_that_the_journal_has_not_reached_is_not_waited_for() {
    assertThat(after("1:100", ALICES_PATH, PATIENT)).isCompletedWithValue(null);
  }

  @Test
  void without_brokers_every_position_is_waited_for() {
    ends = CompletableFuture.failedFuture(new IllegalStateException("no broker"));

    var waiting = after("1:100", ALICES_PATH, PATIENT);

    assertThat(waiting).isNotDone();
    folded.advance(partition(1), 100);
    assertThat(waiting).isCompletedWithValue(null);
  }

  @Test
  void a_position_that_is_not_folded_in_time_is_503() {
    var response = after("1:7", ALICES_PATH, SHORT).join();

    assertThat(Objects.requireNonNull(response).getStatus()).isEqualTo(503);
    assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1", "1:", "1:7;1:8", "-1:7", "1:7,", "1:99999999999999999999"})
  void what_is_no_position_is_400(String after) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> filter(PATIENT).await(after, JOURNAL, path(ALICES_PATH)))
        .satisfies(refused -> {
          assertThat(refused.problem().status()).isEqualTo(400);
          assertThat(refused.problem().field()).isEqualTo("Kith-After");
        });
  }

  private CompletableFuture<@Nullable Response> after(
      String positions, Map<String, String> path, Duration wait) {
    return Objects.requireNonNull(filter(wait).await(positions, JOURNAL, path(path)))
        .subscribeAsCompletionStage();
  }

  private ReadYourWritesFilter filter(Duration wait) {
    var alice = new JwtClaims();
    alice.setSubject("alice");
    return new ReadYourWritesFilter(
        folded,
        new WaitingRequests(),
        new ReadYourWritesFilter.Partitions(
            address -> Map.of("alice", 1, "bob", 2).getOrDefault(address.text(), 3),
            number -> number != 3),
        new Caller(new DefaultJWTCallerPrincipal(alice)),
        () -> {
          endsRead++;
          return ends;
        },
        wait);
  }

  private static MultivaluedHashMap<String, String> path(Map<String, String> parameters) {
    return new MultivaluedHashMap<>(parameters);
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition("kith.journal", number);
  }
}
