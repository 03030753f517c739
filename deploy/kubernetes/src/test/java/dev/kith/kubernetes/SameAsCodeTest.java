package dev.kith.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.door.routing.Routes;
import dev.kith.door.routing.Service;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart says again, after the code. */
class SameAsCodeTest {

  private static final List<JsonNode> RESOURCES = Chart.rendered(Chart.values("strimzi"));

  @Test
  void topics_are_made_as_services_would_make_them() {
    var made = new HashMap<String, Map<String, String>>();
    Chart.ofKind(RESOURCES, "KafkaTopic")
        .forEach(topic -> {
          var configs = new HashMap<String, String>();
          topic
              .at("/spec/config")
              .properties()
              .forEach(entry -> configs.put(entry.getKey(), entry.getValue().asText()));
          made.put(Chart.name(topic), configs);
        });

    var wanted = new HashMap<String, Map<String, String>>();
    Topics.ALL.forEach(topic -> wanted.put(topic.name(), Map.copyOf(topic.configs())));
    assertThat(made).isEqualTo(wanted);
  }

  /** Without image.tag, pods look for the images that the build of the same checkout tags. */
  @Test
  void images_are_those_that_are_built() throws IOException {
    var pom = Files.readString(Path.of(System.getProperty("kith.home"), "pom.xml"));
    var version = pom.replaceAll("(?s)^.*?\n  <version>([^<]+)</version>.*$", "$1");

    var images =
        Chart.rendered(Chart.values("front-door")).stream()
            .flatMap(resource -> resource.findValuesAsText("image").stream())
            .distinct();

    assertThat(images)
        .containsExactlyInAnyOrder(
            "kith/profile-service:" + version,
            "kith/contact-graph-service:" + version,
            "kith/notifier-service:" + version,
            "kith/front-door:" + version);
  }

  @Test
  void only_services_and_producers_write_the_journal() {
    var writers =
        Chart.ofKind(RESOURCES, "KafkaUser")
            .filter(user ->
                StreamSupport.stream(user.at("/spec/authorization/acls").spliterator(), false)
                    .anyMatch(rule ->
                        "kith.journal".startsWith(rule.at("/resource/name").asText())
                            && rule.path("operations").toString().matches(".*(Write|All).*")))
            .map(Chart::name);

    assertThat(writers)
        .containsExactlyInAnyOrder(
            "kith-profile-service", "kith-contact-graph-service", "shop-backend");
  }

  /** Of each template of the front door, and of what it has not. */
  static List<String> paths() {
    var templates = Arrays.stream(Service.values()).map(Routes::templatesOf).flatMap(List::stream);
    var others =
        Stream.of(
            "/v1/users/updates/profile",
            "/v1/users/me/contacts/bob/more",
            "/v1/users/me/nothing",
            "/v1/users/me",
            "/v1/users/me/profile/",
            "/v1/groups/42/updates",
            "/v1/webhooks/7:other",
            "/v1/webhooks/",
            "/v1/",
            "/v10",
            "/q/openapi/other",
            "/q/swagger-ui/a/b",
            "/q/health/ready",
            "/q/metrics",
            "/internal/peer-relations",
            "/v2/users",
            "/");
    return Stream.concat(templates.map(path -> path.replaceAll("\\{\\w+}", "42")), others).toList();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void the_ingress_sends_each_path_where_the_front_door_does(String path) {
    assertThat(byIngress(path)).isEqualTo(Routes.serviceFor(path).map(Service::fullName));
  }

  @Test
  void the_ingress_takes_an_encoded_colon_for_one() {
    for (var path : paths()) {
      if (path.contains(":")) {
        assertThat(byIngress(path.replace(":", "%3A"))).as(path).isEqualTo(byIngress(path));
        assertThat(byIngress(path.replace(":", "%3a"))).as(path).isEqualTo(byIngress(path));
      }
    }
  }

  /** ingress-nginx puts the longest expressions first, and looks at no case. */
  private static Optional<String> byIngress(String path) {
    var ingress = Chart.ofKind(RESOURCES, "Ingress").findFirst().orElseThrow();
    return StreamSupport.stream(ingress.at("/spec/rules/0/http/paths").spliterator(), false)
        .sorted(Comparator.comparingInt(one -> -one.path("path").asText().length()))
        .filter(one ->
            Pattern.compile("^" + one.path("path").asText(), Pattern.CASE_INSENSITIVE)
                .matcher(path)
                .find())
        .map(one -> one.at("/backend/service/name").asText().replaceFirst("^kith-", ""))
        .findFirst();
  }
}
