package dev.kith.kit.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.PartitionOwners;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Batches small queries to other nodes. The first query is sent at once; queries that arrive while
 * requests are in flight are sent together afterwards. An idle node is asked without delay, and a
 * busy one shares the cost of a request among many queries.
 */
public final class RequestBatcher {

  /** Requests in flight to one node. */
  private static final int MAX_IN_FLIGHT = 2;

  /** Bounds the memory for a node that does not answer; further queries fail at once. */
  private static final int MAX_WAITING = 2_000;

  private final Sending sending;
  private final Executor readers;
  private final int heaviest;
  private final Map<PartitionOwners.Node, Line> lines = new ConcurrentHashMap<>();

  /** Transport of a batch. */
  @FunctionalInterface
  interface Sending {
    /**
     * Sends an array of queries to a node.
     *
     * @param after positions that the node must have folded before it answers, as in {@link
     *     Headers#AFTER}
     * @return as many answers; null for a query that the node could not answer
     */
    CompletionStage<JsonNode> send(
        PartitionOwners.Node node, ArrayNode questions, @Nullable String after);
  }

  private record Question(JsonNode text, int weight, CompletableFuture<JsonNode> answer) {}

  /**
   * Creates a batcher.
   *
   * @param readers executor on which callers continue
   * @param heaviest maximum weight of a batch of more than one query
   */
  RequestBatcher(Sending sending, Executor readers, int heaviest) {
    this.sending = sending;
    this.readers = readers;
    this.heaviest = heaviest;
  }

  /**
   * Sends one query.
   *
   * @param weight amount of work, in the unit of the maximum weight of a batch
   * @return fails with {@link ProblemException} 503 if the node does not answer it
   */
  public CompletionStage<JsonNode> ask(PartitionOwners.Node node, JsonNode text, int weight) {
    var question = new Question(text, weight, new CompletableFuture<>());
    lines.computeIfAbsent(node, Line::new).ask(question);
    return question.answer();
  }

  /**
   * Like {@link #ask}, but sent separately, and answered only after the node has folded {@code
   * after}.
   */
  public CompletionStage<JsonNode> askAfter(
      String after, PartitionOwners.Node node, JsonNode text) {
    return sending
        .send(node, JsonNodeFactory.instance.arrayNode().add(text), after)
        .thenApply(answers -> {
          if (!answers.hasNonNull(0)) {
            throw new ProblemException(NodeForwarder.unreachable());
          }
          return answers.get(0);
        });
  }

  /** Queue of one node. */
  private final class Line {

    private final PartitionOwners.Node node;
    private final Queue<Question> waiting = new ArrayDeque<>();
    private int inFlight;

    private Line(PartitionOwners.Node node) {
      this.node = node;
    }

    private void ask(Question question) {
      synchronized (this) {
        if (waiting.size() < MAX_WAITING) {
          waiting.add(question);
        } else {
          fail(question);
        }
      }
      sendNext();
    }

    private void sendNext() {
      var bundle = next();
      if (!bundle.isEmpty()) {
        var texts = JsonNodeFactory.instance.arrayNode(bundle.size());
        bundle.forEach(question -> texts.add(question.text()));
        var _ = sent(texts).whenComplete((answers, _) -> answered(bundle, answers));
      }
    }

    private CompletionStage<JsonNode> sent(ArrayNode texts) {
      try {
        return sending.send(node, texts, null);
      } catch (RuntimeException failure) {
        return CompletableFuture.failedFuture(failure);
      }
    }

    private synchronized List<Question> next() {
      var bundle = new ArrayList<Question>();
      if (inFlight < MAX_IN_FLIGHT) {
        var weight = 0;
        for (var head = waiting.peek(); head != null; head = waiting.peek()) {
          weight += head.weight();
          if (!bundle.isEmpty() && weight > heaviest) {
            break;
          }
          bundle.add(waiting.remove());
        }
        inFlight += bundle.isEmpty() ? 0 : 1;
      }
      return bundle;
    }

    private void answered(List<Question> bundle, @Nullable JsonNode answers) {
      synchronized (this) {
        inFlight--;
      }
      sendNext();
      for (int number = 0; number < bundle.size(); number++) {
        var answer = answers == null ? null : answers.get(number);
        if (answer == null || answer.isNull()) {
          fail(bundle.get(number));
        } else {
          var _ = bundle.get(number).answer().completeAsync(() -> answer, readers);
        }
      }
    }

    private void fail(Question question) {
      readers.execute(() ->
          question
              .answer()
              .completeExceptionally(new ProblemException(NodeForwarder.unreachable())));
    }
  }
}
