package dev.kith.door.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  /** Pattern of a line in a contract that begins a path. */
  private static final Pattern PATH = Pattern.compile("  (/\\S+):");

  @ParameterizedTest
  @EnumSource
  void the_table_has_what_contracts_have_and_documentation(Service service) throws IOException {
    List<String> documentation =
        switch (service) {
          case PROFILE ->
              List.of("/q/openapi", "/q/swagger-ui", "/q/swagger-ui/", "/q/swagger-ui/{file}");
          case CONTACT_GRAPH -> List.of("/q/openapi/contacts");
          case NOTIFIER -> List.of("/q/openapi/notifier", "/q/asyncapi");
        };
    List<String> paths = new ArrayList<>(documentation);
    paths.addAll(contract(service));

    assertThat(Routes.templatesOf(service)).containsExactlyInAnyOrderElementsOf(paths);
  }

  @ParameterizedTest
  @EnumSource
  void each_path_of_a_contract_goes_to_its_service(Service service) throws IOException {
    for (String template : contract(service)) {
      for (String value : List.of("alice", "me", "+47@b.c", "contacts", "updates", "...")) {
        String path = template.replaceAll("\\{\\w+}", value);
        assertThat(Routes.serviceFor(path)).as(path).contains(service);
      }
    }
  }

  @Test
  void an_address_may_have_a_colon() {
    assertThat(Routes.serviceFor("/v1/users/me/contacts/group:42")).contains(Service.CONTACT_GRAPH);
    assertThat(Routes.serviceFor("/v1/users/a:b/profile")).contains(Service.PROFILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/internal",
        "/internal/peer-relations",
        "/internal/contacts-of-contacts",
        "/internal/reciprocity",
        "/v2/users",
        "/v10",
        "/v1/",
        "/V1/users",
        "/v1/internal",
        "/v1/users/",
        "/v1/users/alice",
        "/v1/users/alice/",
        "/v1/users/alice/profile/",
        "/v1/users/alice/profile/more",
        "/v1/users/alice/nothing",
        "/v1/users/alice/contacts/bob/more",
        "/v1/users/alice/contacts:other",
        "/v1/others/alice/profile",
        "/v1/groups/42/updates",
        "/v1/groups/42/suggestions",
        "/v1/webhooks/",
        "/v1/webhooks/7:other",
        "/v1/webhooks/7/rotate",
        "/v1/profiles:other",
        "/q",
        "/q/",
        "/q/health",
        "/q/health/ready",
        "/q/metrics",
        "/q/metrics/x",
        "/q/dev",
        "/q/openapi/",
        "/q/openapi/other",
        "/q/openapi-of-another",
        "/q/swagger-ui/a/b",
        "/q/asyncapi/x",
        "/users/alice/contacts"
      })
  void nothing_else_goes_anywhere(String path) {
    assertThat(Routes.serviceFor(path)).isEmpty();
  }

  private static List<String> contract(Service service) throws IOException {
    Path file = Path.of("..", service.fullName(), "src/main/resources/META-INF/openapi.yaml");
    List<String> paths =
        Files.readString(file)
            .lines()
            .map(PATH::matcher)
            .filter(line -> line.matches())
            .map(line -> line.group(1))
            .toList();
    assertThat(paths).hasSizeGreaterThan(5);
    return paths;
  }
}
