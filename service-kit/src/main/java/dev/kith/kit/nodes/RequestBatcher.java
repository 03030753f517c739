package dev.kith.kit.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.Partitions;
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
 * Small questions to other nodes, sent in bundles: the first goes at once, and what is asked while
 * some are on their way goes together after them. So an idle node is asked without delay, and a
 * busy one shares the cost of a request among many.
 */
public final class RequestBatcher {

  /** To one node at a time. */
  private static final int ON_THE_WAY = 2;

  /** So that a node that does not answer takes bounded memory; more are refused at once. */
  private static final int MOST_WAITING = 2_000;

  private final Sending sending;
  private final Executor readers;
  private final int heaviest;
  private final Map<Partitions.Node, Line> lines = new ConcurrentHashMap<>();

  /** How a bundle is sent. */
  @FunctionalInterface
  interface Sending {
    /**
     * Asks a node an array of questions.
     *
     * @param after what the node has to have folded before it answers, as in {@link Headers#AFTER}
     * @return as many answers, of which null says that it could not answer this one
     */
    CompletionStage<JsonNode> send(
        Partitions.Node node, ArrayNode questions, @Nullable String after);
  }

  private record Question(JsonNode text, int weight, CompletableFuture<JsonNode> answer) {}

  /**
   * Bundles that are sent so.
   *
   * @param readers whoever asked goes on there
   * @param heaviest a bundle's weight, unless it is of one question
   */
  RequestBatcher(Sending sending, Executor readers, int heaviest) {
    this.sending = sending;
    this.readers = readers;
    this.heaviest = heaviest;
  }

  /**
   * The answer to one question.
   *
   * @param weight how much work it is, in the unit of the heaviest bundle
   * @return fails with {@link ProblemException} 503 if the node does not answer it
   */
  public CompletionStage<JsonNode> ask(Partitions.Node node, JsonNode text, int weight) {
    var question = new Question(text, weight, new CompletableFuture<>());
    lines.computeIfAbsent(node, Line::new).ask(question);
    return question.answer();
  }

  /** As above, but alone, and only when the node has folded so far. */
  public CompletionStage<JsonNode> askAfter(String after, Partitions.Node node, JsonNode text) {
    return sending
        .send(node, JsonNodeFactory.instance.arrayNode().add(text), after)
        .thenApply(answers -> {
          if (!answers.hasNonNull(0)) {
            throw new ProblemException(NodeForwarder.unreachable());
          }
          return answers.get(0);
        });
  }

  /** Before one node. */
  private final class Line {

    private final Partitions.Node node;
    private final Queue<Question> waiting = new ArrayDeque<>();
    private int onTheWay;

    private Line(Partitions.Node node) {
      this.node = node;
    }

    private void ask(Question question) {
      synchronized (this) {
        if (waiting.size() < MOST_WAITING) {
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
      if (onTheWay < ON_THE_WAY) {
        var weight = 0;
        for (var head = waiting.peek(); head != null; head = waiting.peek()) {
          weight += head.weight();
          if (!bundle.isEmpty() && weight > heaviest) {
            break;
          }
          bundle.add(waiting.remove());
        }
        onTheWay += bundle.isEmpty() ? 0 : 1;
      }
      return bundle;
    }

    private void answered(List<Question> bundle, @Nullable JsonNode answers) {
      synchronized (this) {
        onTheWay--;
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
