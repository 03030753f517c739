package dev.kith.notifier.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Completed AsyncAPI document. {@code META-INF/asyncapi.yaml} describes the frames and topics; this
 * class adds the Avro schemas of all records and the configuration of the topics, which would be
 * copies there.
 */
final class AsyncApiDocument {

  private static final String FILE = "/META-INF/asyncapi.yaml";
  private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";

  private final YAMLMapper yaml =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private final ObjectMapper json = new ObjectMapper();
  private final ObjectNode document;

  AsyncApiDocument() {
    this.document = read();
    Topics.ALL.forEach(this::complete);
  }

  JsonNode tree() {
    return document;
  }

  String yaml() {
    return write(yaml);
  }

  String json() {
    return write(json);
  }

  private void complete(Topic topic) {
    var messages = (ObjectNode) document.at("/components/messages");
    topic
        .records()
        .forEach(type -> {
          var schema = WireFormat.contract(type);
          messages.set(schema.getName(), message(schema));
        });
    for (var channel : document.path("channels")) {
      if (channel.path("address").asText().equals(topic.name())) {
        describeTopic((ObjectNode) channel, topic);
      }
    }
  }

  private ObjectNode message(Schema schema) {
    var message = json.createObjectNode();
    message.put("name", schema.getFullName());
    message.put("summary", Objects.requireNonNullElse(schema.getDoc(), schema.getName()));
    message.put("contentType", "avro/binary");
    message.set(
        "payload", json.createObjectNode().put("schemaFormat", AVRO).set("schema", avro(schema)));
    return message;
  }

  private JsonNode avro(Schema schema) {
    try {
      return json.readTree(schema.toString());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A schema could not be read as JSON", impossible);
    }
  }

  private void describeTopic(ObjectNode channel, Topic topic) {
    channel.putArray("servers").addObject().put("$ref", "#/servers/kafka");
    var binding = channel.putObject("bindings").putObject("kafka");
    binding.put("topic", topic.name());
    channel.set("x-topic-configuration", json.valueToTree(sorted(topic)));
  }

  private static Map<String, String> sorted(Topic topic) {
    return new TreeMap<>(topic.configs());
  }

  private ObjectNode read() {
    try (var file = AsyncApiDocument.class.getResourceAsStream(FILE)) {
      return (ObjectNode) yaml.readTree(Objects.requireNonNull(file, FILE));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String write(ObjectMapper mapper) {
    try {
      return mapper.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The AsyncAPI document could not be written", impossible);
    }
  }
}
