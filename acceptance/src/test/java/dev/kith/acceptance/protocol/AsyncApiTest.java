package dev.kith.acceptance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.kith.acceptance.client.Npm;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.KithHome;
import dev.kith.harness.client.Api;
import dev.kith.harness.contract.StreamContract;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Placement;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Test of the AsyncAPI document against the topics, the schemas and the broker that it describes.
 */
@OnTheStack
class AsyncApiTest {

  private final Stack stack;
  private final JsonNode served;

  AsyncApiTest(Stack stack) {
    this.stack = stack;
    this.served = new Api(stack.frontDoor()).get("/q/asyncapi?format=json").ok().body();
  }

  static List<Topic> topics() {
    return Topics.ALL;
  }

  @Test
  void it_is_valid_by_the_rules_of_asyncapi(@TempDir Path work) throws IOException {
    Optional<String> missing = Npm.missing();
    assumeTrue(missing.isEmpty(), missing::toString);
    Path rules = Npm.install("asyncapi", work).resolve("@asyncapi/specs/schemas/3.0.0.json");

    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(Json.parse(Files.readString(rules)));

    assertThat(schema.validate(served)).isEmpty();
    assertThat(schema.validate(Json.parse("{\"asyncapi\":\"3.0.0\"}"))).isNotEmpty();
  }

  @Test
  void it_is_served_as_it_was_written_and_the_same_in_both_forms() throws IOException {
    String yaml = new Api(stack.frontDoor()).get("/q/asyncapi").ok().text();

    assertThat(yaml).startsWith("asyncapi: 3.0.0");
    assertThat(new YAMLMapper().readTree(yaml)).isEqualTo(served);
    assertThat(missing("", StreamContract.ofNotifier().document(), served)).isEmpty();
  }

  @Test
  void it_has_the_topics_that_there_are() {
    assertThat(channels().map(channel -> channel.path("address").asText()))
        .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream().map(Topic::name).toList());
  }

  @ParameterizedTest
  @MethodSource("topics")
  void a_topic_has_the_records_with_the_schemas_that_lie_in_the_repository(Topic topic) {
    Map<String, Schema> files = files();

    Map<String, Schema> told = new HashMap<>();
    channel(topic)
        .path("messages")
        .forEach(reference -> {
          JsonNode message = followed(reference);
          JsonNode schema = message.at("/payload/schema");
          told.put(message.path("name").asText(), new Schema.Parser().parse(schema.toString()));
        });

    Map<String, Schema> carried = new HashMap<>();
    topic.records().forEach(type -> carried.put(type.getName(), files.get(type.getName())));
    assertThat(told).isEqualTo(carried);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void a_topic_is_placed_and_kept_as_it_says(Topic topic) {
    String placement =
        topic
            .placement()
            .map(part -> part == Placement.WHOLE_KEY ? "the whole key" : "the part before |")
            .orElse("chosen by the writer");

    assertThat(channel(topic).path("x-placement").asText()).isEqualTo(placement);
    assertThat(channel(topic).path("x-topic-configuration")).isEqualTo(Json.of(topic.configs()));
  }

  @Test
  void the_broker_keeps_the_topics_as_it_says() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.broker()))) {
      var names = admin.listTopics().names().get();
      var there = Topics.ALL.stream().filter(topic -> names.contains(topic.name())).toList();
      assertThat(there).contains(Topics.JOURNAL, Topics.UPDATES, Topics.WEBHOOKS);
      for (Topic topic : there) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        var kept = admin.describeConfigs(List.of(resource)).all().get().values().iterator().next();
        channel(topic)
            .path("x-topic-configuration")
            .properties()
            .forEach(setting ->
                assertThat(kept.get(setting.getKey()).value())
                    .as(topic.name() + " " + setting.getKey())
                    .isEqualTo(setting.getValue().asText()));
      }
    }
  }

  private Stream<JsonNode> channels() {
    return served
        .path("channels")
        .valueStream()
        .filter(channel -> !channel.path("address").asText().startsWith("/"));
  }

  private JsonNode channel(Topic topic) {
    return channels()
        .filter(channel -> channel.path("address").asText().equals(topic.name()))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode followed(JsonNode reference) {
    return served.at(reference.path("$ref").asText().substring(1));
  }

  private static Map<String, Schema> files() {
    Path folder = KithHome.ofThisProcess().folder().resolve("schemas/src/main/avro");
    SchemaParser parser = new SchemaParser();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".avsc")).toList()) {
        parser.parse(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Map<String, Schema> schemas = new HashMap<>();
    parser.getParsedNamedSchemas().forEach(schema -> schemas.put(schema.getFullName(), schema));
    return schemas;
  }

  /**
   * Names the fields of {@code written} that {@code other} lacks or has with another value; {@code
   * other} may have more fields.
   */
  private static Stream<String> missing(String at, JsonNode written, JsonNode other) {
    if (!written.isObject()) {
      return written.equals(other) ? Stream.empty() : Stream.of(at);
    }
    return written.properties().stream()
        .flatMap(field ->
            missing(at + "/" + field.getKey(), field.getValue(), other.path(field.getKey())));
  }
}
