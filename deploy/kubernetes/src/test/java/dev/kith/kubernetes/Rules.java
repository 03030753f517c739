package dev.kith.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each kind of resource may hold, as strict as an API server that is told to refuse what it
 * does not know.
 */
final class Rules {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Throws with what is wrong. */
  interface Rule {
    void check(JsonElement resource) throws IOException;
  }

  private static final Map<String, Rule> OF_KUBERNETES =
      Map.of(
          "v1/ConfigMap", V1ConfigMap::validateJsonElement,
          "v1/Secret", V1Secret::validateJsonElement,
          "v1/Service", V1Service::validateJsonElement,
          "v1/ServiceAccount", V1ServiceAccount::validateJsonElement,
          "apps/v1/Deployment", V1Deployment::validateJsonElement,
          "apps/v1/StatefulSet", V1StatefulSet::validateJsonElement,
          "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
          "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "networking.k8s.io/v1/Ingress", V1Ingress::validateJsonElement,
          "autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement);

  private static final Map<String, Class<?>> OF_STRIMZI =
      Map.of(
          "kafka.strimzi.io/v1/Kafka", Kafka.class,
          "kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class,
          "kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1/KafkaUser", KafkaUser.class);

  private final Map<String, Schema> ofPrometheus;
  private final Map<String, Schema> ofStrimzi;

  /** Writes Strimzi's schemas into a folder first. */
  Rules(Path temporary) {
    writeSchemas(temporary);
    ofStrimzi =
        OF_STRIMZI.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> ofStrimzi(file(temporary, entry.getValue()))));
    ofPrometheus = PrometheusSchemas.all();
  }

  /** Throws with all that is wrong; every kind has a rule. */
  void check(JsonNode resource) throws IOException {
    var kind = resource.path("apiVersion").asText() + "/" + resource.path("kind").asText();
    if (OF_KUBERNETES.containsKey(kind)) {
      OF_KUBERNETES.get(kind).check(JsonParser.parseString(resource.toString()));
      return;
    }
    var schema = ofStrimzi.getOrDefault(kind, ofPrometheus.get(kind));
    if (schema == null) {
      throw new IllegalArgumentException("Nobody knows what may be in a " + kind);
    }
    var wrong = schema.validate(resource.deepCopy());
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(kind + ": " + wrong);
    }
  }

  /** Strimzi's generator is a program, not a library. */
  private static void writeSchemas(Path folder) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.strimzi.crdgenerator.CrdGenerator",
                "--yaml",
                "--target-kube",
                "1.30+"));
    OF_STRIMZI.values().forEach(kind -> command.add(kind.getName() + "=" + file(folder, kind)));
    var log = folder.resolve("generator.log").toFile();
    try {
      var ended = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
      if (ended.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(log.toPath()));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private static Path file(Path folder, Class<?> kind) {
    return folder.resolve(kind.getSimpleName() + ".yaml");
  }

  private static Schema ofStrimzi(Path file) {
    try {
      var definition = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
      for (var version : definition.at("/spec/versions")) {
        if (version.path("name").asText().equals("v1")) {
          var schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
          ((ObjectNode) schema.path("properties")).set("metadata", JSON.createObjectNode());
          close(schema);
          return compiled(schema);
        }
      }
      throw new IllegalStateException(file + " has no version v1");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Schema compiled(JsonNode schema) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  /** What a schema does not name is refused, unless it says that anything goes. */
  static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      object.put("additionalProperties", false);
    }
    var children = schema.isObject() ? schema.properties() : Set.<Map.Entry<String, JsonNode>>of();
    children.forEach(entry -> close(entry.getValue()));
    if (schema.isArray()) {
      schema.forEach(Rules::close);
    }
  }
}
