package dev.kith.acceptance.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import dev.kith.harness.KithHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rendered Helm chart: what it gives to pods and to Strimzi, for tests that run both as
 * containers.
 */
record Chart(List<JsonNode> resources) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Renders the chart with single values, as {@code helm --set} takes them. */
  static Chart with(Map<String, Object> values) {
    var command =
        new Helm(KithHome.ofThisProcess().folder().resolve("deploy/kubernetes/kith"))
            .template()
            .withName("kith")
            .withNamespace("people")
            .withKubeVersion("1.30.0");
    values.forEach(command::set);
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(command.call())) {
      return new Chart(documents.readAll().stream().filter(JsonNode::isObject).toList());
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  Stream<JsonNode> ofKind(String kind) {
    return resources.stream().filter(resource -> resource.path("kind").asText().equals(kind));
  }

  /** Settings of a service, as they are in its ConfigMap. */
  String settings(String service) {
    return named("ConfigMap", service).at("/data/application.properties").asText();
  }

  /**
   * Environment of a service's first pod.
   *
   * @param secrets values of the secrets, by {@code secret/key}
   */
  Map<String, String> environment(String service, Map<String, String> secrets) {
    var pod = "kith-" + service + "-0";
    var environment = new HashMap<String, String>();
    named("StatefulSet", service)
        .at("/spec/template/spec/containers/0/env")
        .forEach(variable -> {
          var secret = variable.at("/valueFrom/secretKeyRef");
          environment.put(
              variable.path("name").asText(),
              variable.has("value")
                  ? variable.path("value").asText().replace("$(KITH_NODE_ID)", pod)
                  : secret.isMissingNode()
                      ? pod
                      : known(
                          secrets,
                          secret.path("name").asText() + "/" + secret.path("key").asText()));
        });
    return environment;
  }

  private static String known(Map<String, String> secrets, String name) {
    var value = secrets.get(name);
    if (value == null) {
      throw new AssertionError("The chart wants a secret that nobody made: " + name);
    }
    return value;
  }

  private JsonNode named(String kind, String service) {
    return ofKind(kind)
        .filter(resource -> resource.at("/metadata/name").asText().equals("kith-" + service))
        .findFirst()
        .orElseThrow();
  }
}
