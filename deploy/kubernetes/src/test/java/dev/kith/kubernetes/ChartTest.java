package dev.kith.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class ChartTest {

  private Rules rules;

  @BeforeAll
  void rules(@TempDir Path temporary) {
    rules = new Rules(temporary);
  }

  static List<Path> values() throws IOException {
    return Chart.values();
  }

  @Test
  void helm_has_nothing_to_say_against_it() {
    var result = Chart.helm().lint().strict().call();

    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  @ParameterizedTest
  @MethodSource("values")
  void every_resource_is_one_that_kubernetes_and_strimzi_take(Path values) throws IOException {
    var resources = Chart.rendered(values);

    assertThat(resources).hasSizeGreaterThan(15);
    var names = new HashSet<String>();
    for (var resource : resources) {
      rules.check(resource);
      assertThat(names.add(resource.path("kind").asText() + "/" + Chart.name(resource)))
          .as("once only: " + Chart.name(resource))
          .isTrue();
    }
  }

  @Test
  void what_nobody_knows_is_refused_by_the_rules_themselves() {
    var resources = Chart.rendered(Chart.values("strimzi"));
    for (var kind : List.of("StatefulSet", "Ingress", "Kafka", "KafkaTopic", "KafkaUser")) {
      var resource = Chart.ofKind(resources, kind).findFirst().orElseThrow();
      ((ObjectNode) resource.path("spec")).put("replica", 3);

      assertThatThrownBy(() -> rules.check(resource)).as(kind).hasMessageContaining("replica");
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void pods_run_without_rights_and_write_to_their_volumes_only(Path values) {
    var resources = Chart.rendered(values);
    Stream.of("StatefulSet", "Deployment")
        .flatMap(kind -> Chart.ofKind(resources, kind))
        .forEach(set -> {
          var pod = set.at("/spec/template/spec");
          var container = pod.path("containers").path(0);
          assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
          assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
          assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
          assertThat(container.at("/securityContext/capabilities/drop").path(0).asText())
              .isEqualTo("ALL");
          assertThat(mounted(container)).isEqualTo(volumes(set));
        });
  }

  /** Settings are for everybody to see: what is secret comes from secrets. */
  @ParameterizedTest
  @MethodSource("values")
  void settings_hold_no_secret_and_name_no_variable_that_is_not_there(Path values) {
    var resources = Chart.rendered(values);
    Chart.ofKind(resources, "ConfigMap")
        .filter(map -> map.path("data").has("application.properties"))
        .forEach(map -> {
          var set =
              Chart.ofKind(resources, "StatefulSet")
                  .filter(one -> Chart.name(one).equals(Chart.name(map)))
                  .findFirst()
                  .orElseThrow();
          var known =
              StreamSupport.stream(
                      set.at("/spec/template/spec/containers/0/env").spliterator(), false)
                  .map(variable -> variable.path("name").asText())
                  .toList();
          var settings = map.at("/data/application.properties").asText();
          settings
              .lines()
              .filter(line ->
                  line.matches("(?i)[^=]*(password|secret|user\\.info|auth\\.token)[^=]*=.*"))
              .forEach(line -> assertThat(line).contains("=${"));
          var matcher = java.util.regex.Pattern.compile("\\$\\{([A-Z0-9_]+)}").matcher(settings);
          while (matcher.find()) {
            assertThat(known).contains(matcher.group(1));
          }
        });
  }

  @Test
  void ten_lines_of_values_are_enough() throws IOException {
    var values = Chart.values("minimal");

    assertThat(Files.readAllLines(values)).hasSizeLessThanOrEqualTo(10);
    assertThat(Chart.ofKind(Chart.rendered(values), "StatefulSet").map(Chart::name))
        .containsExactlyInAnyOrder(
            "kith-profile-service", "kith-contact-graph-service", "kith-notifier-service");
  }

  @Test
  void the_front_door_has_the_ingress_a_budget_and_a_policy_and_is_not_there_unless_wanted() {
    var with = Chart.rendered(Chart.values("front-door"));
    var without = Chart.rendered(Chart.values("strimzi"));

    assertThat(names(with, "Deployment")).containsExactly("kith-front-door");
    for (var kind : List.of("PodDisruptionBudget", "NetworkPolicy", "Service")) {
      assertThat(names(with, kind)).contains("kith-front-door", "kith-notifier-service");
      assertThat(names(without, kind)).contains("kith-notifier-service");
    }
    assertThat(without).noneMatch(resource -> Chart.name(resource).contains("front-door"));
    var ingress = Chart.ofKind(with, "Ingress").findFirst().orElseThrow();
    var paths = ingress.at("/spec/rules/0/http/paths");
    assertThat(paths).hasSize(1);
    assertThat(paths.at("/0/path").asText()).isEqualTo("/");
    assertThat(paths.at("/0/backend/service/name").asText()).isEqualTo("kith-front-door");
    assertThat(ingress.at("/metadata/annotations").has("nginx.ingress.kubernetes.io/use-regex"))
        .isFalse();
  }

  @Test
  void the_console_is_not_served_unless_wanted() {
    var values = Chart.values("front-door");

    assertThat(doorArguments(Chart.rendered(values))).doesNotContain("--console");
    assertThat(doorArguments(Chart.rendered(values, Map.of("frontDoor.console", true))))
        .contains("--console");
  }

  @Test
  void the_front_door_and_all_services_have_the_allowed_origins() {
    var values = Chart.values("minimal");
    var none = Map.<String, Object>of("frontDoor.enabled", true);
    var two = new HashMap<>(none);
    two.put("allowedOrigins[0]", "https://app.example");
    two.put("allowedOrigins[1]", "http://localhost:3000");

    assertThat(doorArguments(Chart.rendered(values, two)))
        .contains("--allowed-origins=https://app.example,http://localhost:3000");
    assertThat(doorArguments(Chart.rendered(values, none)))
        .noneMatch(word -> word.startsWith("--allowed-origins"));
    assertThat(settings(two))
        .hasSize(3)
        .allSatisfy(text ->
            assertThat(text.lines())
                .contains("kith.allowed-origins=https://app.example,http://localhost:3000"));
    assertThat(settings(none))
        .hasSize(3)
        .allSatisfy(text -> assertThat(text).doesNotContain("kith.allowed-origins"));
  }

  private static List<String> doorArguments(List<JsonNode> resources) {
    var door = Chart.ofKind(resources, "Deployment").findFirst().orElseThrow();
    return StreamSupport.stream(
            door.at("/spec/template/spec/containers/0/args").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void the_front_door_looks_for_nodes_at_names_that_the_chart_makes() {
    var resources = Chart.rendered(Chart.values("front-door"));
    var door = Chart.ofKind(resources, "Deployment").findFirst().orElseThrow();
    var headless =
        Chart.ofKind(resources, "Service")
            .filter(service -> service.at("/spec/clusterIP").asText().equals("None"))
            .map(Chart::name)
            .toList();

    var urls =
        StreamSupport.stream(door.at("/spec/template/spec/containers/0/args").spliterator(), false)
            .map(JsonNode::asText)
            .filter(word -> word.contains("=http://"))
            .map(word -> word.replaceFirst(".*=http://", ""))
            .toList();

    assertThat(urls)
        .containsExactlyInAnyOrderElementsOf(
            headless.stream().map(name -> name + ":8080?management=9080").toList());
  }

  @ParameterizedTest
  @MethodSource("values")
  void the_ports_of_nodes_and_of_management_are_for_neither_clients_nor_the_ingress(Path values) {
    var resources = Chart.rendered(values);

    Chart.ofKind(resources, "Service")
        .filter(service -> !service.at("/spec/clusterIP").asText().equals("None"))
        .forEach(service -> assertThat(portNames(service.at("/spec/ports"))).isEqualTo("http"));
    Chart.ofKind(resources, "StatefulSet")
        .map(set -> set.at("/spec/template/spec/containers/0"))
        .forEach(container -> {
          assertThat(portNames(container.path("ports"))).isEqualTo("http node management");
          for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("management");
          }
        });
    Chart.ofKind(resources, "NetworkPolicy")
        .filter(policy -> !Chart.name(policy).endsWith("front-door"))
        .forEach(policy -> {
          var ofNodes = policy.at("/spec/ingress/1");
          assertThat(ofNodes.at("/ports/0/port").asText()).isEqualTo("node");
          assertThat(ofNodes.path("from")).hasSize(1);
          assertThat(ofNodes.at("/from/0/podSelector")).isEqualTo(policy.at("/spec/podSelector"));
        });
  }

  private static String portNames(JsonNode ports) {
    return String.join(" ", ports.findValuesAsText("name"));
  }

  private static List<String> names(List<JsonNode> resources, String kind) {
    return Chart.ofKind(resources, kind).map(Chart::name).toList();
  }

  @Test
  void traces_go_where_values_say_and_nowhere_without() {
    var without = settings(Map.of());
    var with =
        settings(Map.of("tracing.endpoint", "http://collector:4317", "logging.format", "text"));

    assertThat(without)
        .hasSize(3)
        .allSatisfy(text -> {
          assertThat(text).doesNotContain("otel").contains("quarkus.log.json.console.enabled=true");
        });
    assertThat(with)
        .hasSize(3)
        .allSatisfy(text -> {
          assertThat(text)
              .contains("quarkus.otel.sdk.disabled=false")
              .contains("quarkus.otel.exporter.otlp.endpoint=http://collector:4317")
              .contains("quarkus.otel.traces.sampler.arg=0.01")
              .contains("quarkus.log.json.console.enabled=false");
        });
  }

  @ParameterizedTest
  @MethodSource("values")
  void each_example_takes_tokens_for_kith_alone(Path values) {
    assertThat(settings(values, Map.of()))
        .hasSize(3)
        .allSatisfy(text -> assertThat(text.lines()).contains("mp.jwt.verify.audiences=kith"));
  }

  @Test
  void without_an_audience_services_take_all_tokens_of_the_issuer() {
    assertThat(settings(Map.of("tokens.audience", "")))
        .hasSize(3)
        .allSatisfy(
            text -> assertThat(text).contains("mp.jwt.verify.issuer").doesNotContain("audiences"));
  }

  @Test
  void the_example_in_the_readme_is_the_file_of_ten_lines() throws IOException {
    var readme = Files.readString(Path.of(System.getProperty("kith.home"), "deploy/README.md"));

    assertThat(readme).contains("```yaml\n" + Files.readString(Chart.values("minimal")) + "```\n");
  }

  private static List<String> settings(Map<String, Object> more) {
    return settings(Chart.values("minimal"), more);
  }

  private static List<String> settings(Path values, Map<String, Object> more) {
    return Chart.ofKind(Chart.rendered(values, more), "ConfigMap")
        .map(map -> map.at("/data/application.properties").asText())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "tracing.ratio, 2, ratio",
    "tracing.endpoint, collector:4317, endpoint",
    "logging.format, xml, format",
    "kafka.bootstrapServer, kafka:9092, bootstrapServer",
    "kafka.bootstrapServers, kafka, bootstrapServers",
    "kafka.authentication.type, kerberos, type",
    "services.notifier.replica, 3, replica",
    "services.notifier.resources.request, 3, request",
    "topics.partitions, 0, partitions",
    "services.profile.replicas, 65, services.profile.replicas",
    "pictures.s3.enabled, false, pictures.s3.enabled",
    "kafka.authentication.type, mtls, kafka.tls.enabled",
    "kafka.authentication.type, plain, kafka.authentication.secrets.",
    "frontDoor.replica, 3, replica",
    "frontDoor.replicas, 0, replicas",
    "ingress.enabled, true, ingress.host"
  })
  void what_is_wrong_is_refused_with_its_name(String key, String value, String named) {
    assertThatThrownBy(() -> Chart.rendered(Chart.values("minimal"), Map.of(key, value)))
        .hasMessageContaining(named);
  }

  private static List<String> mounted(JsonNode container) {
    return StreamSupport.stream(container.path("volumeMounts").spliterator(), false)
        .map(mount -> mount.path("name").asText())
        .sorted()
        .toList();
  }

  private static List<String> volumes(JsonNode set) {
    var names = new java.util.ArrayList<String>();
    set.at("/spec/template/spec/volumes")
        .forEach(volume -> names.add(volume.path("name").asText()));
    set.at("/spec/volumeClaimTemplates").forEach(claim -> names.add(Chart.name(claim)));
    return names.stream().sorted().toList();
  }
}
