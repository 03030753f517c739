package dev.kith.kit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.kit.streams.PartitionOwners;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.streams.state.HostInfo;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.junit.jupiter.api.Test;

class ScatterGatherTest {

  private static final PartitionOwners.Node HERE = node("here", true);
  private static final PartitionOwners.Node A = node("a", false);
  private static final PartitionOwners.Node B = node("b", false);
  private static final HttpHeaders A_CLIENTS = new HttpHeadersImpl(List.of());
  private static final HttpHeaders A_NODES =
      new HttpHeadersImpl(Map.of("Kith-Node-Secret", NodeFixture.SECRET_TEXT).entrySet());

  private final Map<Integer, PartitionOwners.Node> owners = Map.of(0, HERE, 1, A, 2, B, 3, A);
  private final ScatterGather scatterGather =
      new ScatterGather(number -> Optional.ofNullable(owners.get(number)));
  private final CompletableFuture<String> answerOfA = new CompletableFuture<>();
  private final CompletableFuture<String> answerOfB = new CompletableFuture<>();
  private final List<String> asked = new ArrayList<>();

  @Test
  void each_node_is_asked_once_for_all_of_its_parts() {
    var gathered = gather(List.of(0, 1, 2, 3, 0), A_CLIENTS).toCompletableFuture();

    assertThat(asked).containsExactly("a [1, 3]", "b [2]", "here [0, 0]");
    assertThat(gathered).isNotDone();
    answerOfB.complete("of b");
    answerOfA.complete("of a");
    assertThat(gathered).isCompletedWithValue(List.of("of a", "of b", "of here"));
  }

  @Test
  void other_nodes_work_while_this_one_does() {
    var _ = gather(List.of(0, 1), A_CLIENTS);

    assertThat(asked).containsExactly("a [1]", "here [0]");
  }

  @Test
  void a_node_that_fails_fails_the_whole() {
    var gathered = gather(List.of(0, 1), A_CLIENTS).toCompletableFuture();

    answerOfA.completeExceptionally(new IllegalStateException("away"));

    assertThat(gathered).isCompletedExceptionally();
  }

  @Test
  void nobody_is_asked_while_a_part_has_no_node() {
    assertThatThrownBy(() -> gather(List.of(0, 1, 9), A_CLIENTS))
        .isInstanceOf(PartitionOwners.NotHere.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void a_request_of_another_node_is_answered_here_alone() {
    assertThat(gather(List.of(0, 1, 9), A_NODES).toCompletableFuture())
        .isCompletedWithValue(List.of("of here"));
    assertThat(asked).containsExactly("here [0, 1, 9]");
  }

  @Test
  void nothing_is_gathered_of_no_parts() {
    assertThat(gather(List.of(), A_CLIENTS).toCompletableFuture()).isCompletedWithValue(List.of());
  }

  private CompletionStage<List<String>> gather(List<Integer> parts, HttpHeaders headers) {
    return scatterGather.gather(
        parts,
        Integer::intValue,
        headers,
        mine -> {
          asked.add("here " + mine);
          return "of here";
        },
        (node, its) -> {
          asked.add(node.host().host() + " " + its);
          return node.equals(A) ? answerOfA : answerOfB;
        });
  }

  private static PartitionOwners.Node node(String name, boolean isHere) {
    return new PartitionOwners.Node(new HostInfo(name, 1), isHere);
  }
}
