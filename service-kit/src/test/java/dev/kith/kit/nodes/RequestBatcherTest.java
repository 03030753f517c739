package dev.kith.kit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.PartitionOwners;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestBatcherTest {

  private static final PartitionOwners.Node NODE = node(1);

  private final List<Sent> sent = new ArrayList<>();
  private final RequestBatcher requestBatcher =
      new RequestBatcher(
          (node, questions, after) -> {
            var bundle = new Sent(node, questions.toString(), after, new CompletableFuture<>());
            sent.add(bundle);
            return bundle.answers;
          },
          Runnable::run,
          10);

  private record Sent(
      PartitionOwners.Node node,
      String questions,
      @Nullable String after,
      CompletableFuture<JsonNode> answers) {}

  @Test
  void a_node_that_is_idle_is_asked_at_once() {
    var answer = ask(1);

    assertThat(questions()).containsExactly("[1]");
    answer(0, 100);
    assertThat(answer).isCompletedWithValue(IntNode.valueOf(100));
  }

  @Test
  void queries_that_arrive_meanwhile_are_batched_and_each_gets_its_own_answer() {
    var answers = IntStream.rangeClosed(1, 5).mapToObj(this::ask).toList();

    assertThat(questions()).containsExactly("[1]", "[2]");
    answer(1, 102);
    assertThat(questions()).containsExactly("[1]", "[2]", "[3,4,5]");
    answer(2, 103, 104, 105);
    answer(0, 101);
    assertThat(answers)
        .extracting(answer -> answer.join().asInt())
        .containsExactly(101, 102, 103, 104, 105);
  }

  @Test
  void a_batch_does_not_exceed_its_maximum_weight() {
    askAll(1, 2);
    requestBatcher.ask(NODE, IntNode.valueOf(3), 6);
    requestBatcher.ask(NODE, IntNode.valueOf(4), 4);
    requestBatcher.ask(NODE, IntNode.valueOf(5), 1);
    requestBatcher.ask(NODE, IntNode.valueOf(6), 99);

    answer(0, 0);
    answer(1, 0);
    answer(2, 0, 0);
    answer(3, 0);

    assertThat(questions()).containsExactly("[1]", "[2]", "[3,4]", "[5]", "[6]");
  }

  @Test
  void each_node_has_its_own_queue() {
    askAll(1, 2, 3);
    requestBatcher.ask(node(2), IntNode.valueOf(4), 1);

    assertThat(questions()).containsExactly("[1]", "[2]", "[4]");
    assertThat(sent.getLast().node).isEqualTo(node(2));
  }

  @Test
  void a_node_that_does_not_answer_fails_only_the_queries_in_flight() {
    var lost = List.of(ask(1), ask(2), ask(3));
    var later = ask(4);

    sent.get(0).answers.completeExceptionally(new IllegalStateException("gone"));
    assertThat(questions()).containsExactly("[1]", "[2]", "[3,4]");
    answer(1, 102);
    answer(2, 103, 104);

    assertNotReady(lost.get(0));
    assertThat(lost.get(1).join().asInt()).isEqualTo(102);
    assertThat(later.join().asInt()).isEqualTo(104);
  }

  @Test
  void a_question_that_could_not_be_answered_leaves_the_others_their_answers() {
    askAll(1, 2);
    var none = ask(3);
    var one = ask(4);
    var missing = ask(5);

    answer(0, 0);
    sent.get(2).answers.complete(JsonNodeFactory.instance.arrayNode().addNull().add(104));

    assertNotReady(none);
    assertThat(one.join().asInt()).isEqualTo(104);
    assertNotReady(missing);
  }

  @Test
  void the_queue_is_bounded() {
    var asked = IntStream.rangeClosed(1, 2_003).mapToObj(this::ask).toList();

    assertThat(asked.subList(0, 2_002)).noneMatch(CompletableFuture::isDone);
    assertNotReady(asked.getLast());
  }

  @Test
  void a_query_with_a_position_is_sent_separately() {
    askAll(1, 2, 3);
    var answer = requestBatcher.askAfter("3:7", NODE, IntNode.valueOf(4)).toCompletableFuture();
    var refused = requestBatcher.askAfter("3:8", NODE, IntNode.valueOf(5)).toCompletableFuture();

    assertThat(questions()).containsExactly("[1]", "[2]", "[4]", "[5]");
    assertThat(sent.get(2).after).isEqualTo("3:7");
    answer(2, 104);
    sent.get(3).answers.complete(JsonNodeFactory.instance.arrayNode().addNull());
    assertThat(answer.join().asInt()).isEqualTo(104);
    assertNotReady(refused);
  }

  private CompletableFuture<JsonNode> ask(int number) {
    return requestBatcher.ask(NODE, IntNode.valueOf(number), 1).toCompletableFuture();
  }

  private void askAll(int... numbers) {
    for (int number : numbers) {
      var _ = ask(number);
    }
  }

  private List<String> questions() {
    return sent.stream().map(Sent::questions).toList();
  }

  private void answer(int bundle, int... answers) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (int answer : answers) {
      all.add(answer);
    }
    sent.get(bundle).answers.complete(all);
  }

  private static void assertNotReady(CompletableFuture<JsonNode> answer) {
    assertThatThrownBy(answer::join)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().status()).isEqualTo(503));
  }

  private static PartitionOwners.Node node(int number) {
    return new PartitionOwners.Node(new HostInfo("node-" + number, 8080), false);
  }
}
