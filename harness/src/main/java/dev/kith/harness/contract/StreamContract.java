package dev.kith.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kith.harness.KithHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * AsyncAPI contract of a session: the frames and close codes that its document describes. Frames
 * arrive on threads of the WebSocket client, so violations are collected until {@link #check} is
 * called at the end of a test.
 */
public final class StreamContract {

  private static final String FILE = "notifier-service/src/main/resources/META-INF/asyncapi.yaml";

  private static final StreamContract OF_NOTIFIER = new StreamContract(read());

  private final Place root;
  private final Schemas schemas;
  private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

  StreamContract(JsonNode document) {
    this.root = Place.root(document);
    this.schemas = new Schemas(document);
  }

  /** Returns the contract in this repository, which is read once. */
  public static StreamContract ofNotifier() {
    return OF_NOTIFIER;
  }

  /** Returns the document as it was read. */
  public JsonNode document() {
    return root.document();
  }

  /** Checks a frame that the server has sent. */
  public void saw(JsonNode frame) {
    violations(frame).forEach(violation -> broken.add(violation + " in " + frame));
  }

  /** Checks the code with which the server has closed a session. */
  public void sawClosed(int code) {
    if (session().find("x-close-codes", Integer.toString(code)).isEmpty()) {
      broken.add("the close code " + code + " is not documented");
    }
  }

  /** Fails if a frame or close code since the last call is not documented. */
  public void check() {
    var violations = new ArrayList<String>();
    for (var one = broken.poll(); one != null; one = broken.poll()) {
      violations.add(one);
    }
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "Not as the AsyncAPI document has it:\n  " + String.join("\n  ", violations));
    }
  }

  List<String> violations(JsonNode frame) {
    return session()
        .find("messages", frame.path("type").asText(), "payload")
        .map(payload -> schemas.errors(payload, frame))
        .orElse(List.of("the type is not documented"));
  }

  /** Returns the violations in the examples of all messages. */
  List<String> wrongExamples() {
    return session().find("messages").stream()
        .flatMap(Place::children)
        .flatMap(message ->
            message.find("examples").stream()
                .flatMap(Place::children)
                .flatMap(example -> wrong(message, example)))
        .toList();
  }

  private Stream<String> wrong(Place message, Place example) {
    return schemas
        .errors(message.find("payload").orElseThrow(), example.node().path("payload"))
        .stream()
        .map(error -> example.pointer() + ": " + error);
  }

  private Place session() {
    return root.find("channels", "session").orElseThrow();
  }

  private static JsonNode read() {
    try {
      var file = KithHome.ofThisProcess().folder().resolve(FILE);
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
