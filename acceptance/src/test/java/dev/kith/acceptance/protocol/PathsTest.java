package dev.kith.acceptance.protocol;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.client.RawRequest;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.KithHome;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Test of the routes of every service in many spellings, byte for byte, at the service itself and
 * at the front door. The requests are sent without a token, as the owner and as another user, in
 * turn.
 */
@OnTheStack
class PathsTest {

  private static final List<String> SERVICES =
      List.of("profile-service", "contact-graph-service", "notifier-service");

  /** Line of an OpenAPI document that begins a path. */
  private static final Pattern PATH = Pattern.compile("  (/\\S+):");

  /**
   * Prefixes that change the spelling of a path; other routers would read the result as the path
   * itself, or as one above it.
   */
  private static final List<String> PREFIXES =
      List.of("/v1/..", "/x/%2e%2e", "/.", "/%2E", "/", "/;x=1", "/v1/..;", "/a%2f..", "/%5c..");

  private static final List<String> SUFFIXES =
      List.of(
          "/", ";x=1", "%3Bx", "/.", "/..", "/%2e", "//", "%00", "%2f", "%5c", "\\", "%", "%2",
          "%25");

  private final Stack stack;
  private final Person owner;
  private final Person other;
  private int turn;

  PathsTest(Stack stack) {
    this.stack = stack;
    this.owner = stack.person("owner");
    this.other = stack.person("other");
  }

  @BeforeEach
  void people() {
    owner.puts(aProfile().named("Owner"));
  }

  @Test
  void no_shape_of_any_route_is_answered_but_the_normal_one() throws IOException {
    for (String service : SERVICES) {
      for (String path : routes(service)) {
        Stream.concat(
                PREFIXES.stream().map(prefix -> prefix + path),
                SUFFIXES.stream().map(suffix -> path + suffix))
            .forEach(target -> assertRefused(target, List.of(stack.run().url(service))));
      }
    }
  }

  /** Asserts that the path is refused at these services and at the front door. */
  private void assertRefused(String target, List<URI> services) {
    var all = new ArrayList<>(services);
    all.add(stack.frontDoor());
    for (URI port : all) {
      String token = nextToken();
      String method = turn % 2 == 0 ? "GET" : "POST";
      var answer = RawRequest.of(method, target).withToken(token).sendTo(port);

      assertThat(answer.status()).as(method + " " + target + " at " + port).isIn(400, 404);
      assertThat(answer.text()).doesNotContain("Owner");
    }
  }

  @Test
  void management_and_internal_resources_are_on_no_port_of_the_api() {
    for (String path :
        List.of(
            "/q",
            "/q/",
            "/q/health",
            "/q/health/ready",
            "/q/health/live",
            "/q/health/started",
            "/q/metrics",
            "/q/metrics/",
            "/%71/metrics",
            "/q/%6detrics",
            "/q/info",
            "/q/dev-ui",
            "/internal",
            "/internal/",
            "/internal/peer-relations",
            "/internal/contacts-of-contacts",
            "/internal/reciprocity",
            "/%69nternal/peer-relations")) {
      for (URI port : ports()) {
        for (String method : List.of("GET", "POST", "DELETE")) {
          var answer =
              RawRequest.of(method, path)
                  .withToken(nextToken())
                  .withBody("[{\"owner\":\"%s\",\"peers\":[]}]".formatted(owner.address()))
                  .sendTo(port);

          assertThat(answer.status()).as(method + " " + path + " at " + port).isIn(404, 405);
          assertThat(answer.text()).doesNotContain("jvm_", "UP", "DOWN");
        }
      }
    }
  }

  @Test
  void an_encoded_colon_is_a_colon_in_every_verb() throws IOException {
    for (String service : SERVICES) {
      for (String path : routes(service)) {
        if (path.contains(":")) {
          for (URI port : List.of(stack.frontDoor(), stack.run().url(service))) {
            assertThat(posted(path.replace(":", "%3A"), port))
                .as(path)
                .isEqualTo(posted(path, port))
                .isNotIn(404, 405);
          }
        }
      }
    }
    assertThat(posted("/v1/profiles%3Alookup", stack.frontDoor())).isEqualTo(400);
  }

  private int posted(String path, URI port) {
    return RawRequest.of("POST", path)
        .withToken(stack.tokens().of(owner.address()))
        .withBody("{\"unknown\":1}")
        .sendTo(port)
        .status();
  }

  @Test
  void an_encoded_path_skips_neither_the_limit_of_bodies_nor_the_token() {
    String large = "{\"status\":[\"" + "x".repeat(100_000) + "\"]}";
    String privacy = "/%761/%75sers/" + owner.address() + "/%70rivacy";
    for (URI port : List.of(stack.frontDoor(), stack.run().url("profile-service"))) {
      assertThat(
              RawRequest.of("PUT", privacy)
                  .withToken(stack.tokens().of(owner.address()))
                  .withBody(large)
                  .sendTo(port)
                  .status())
          .isEqualTo(413);
      assertThat(RawRequest.of("GET", privacy).sendTo(port).status()).isEqualTo(401);
      assertThat(
              RawRequest.of("GET", privacy)
                  .withToken(stack.tokens().of(other.address()))
                  .sendTo(port)
                  .status())
          .isEqualTo(403);
    }
  }

  /** Returns in turn no token, the owner's token and another user's token. */
  private String nextToken() {
    turn++;
    return switch (turn % 3) {
      case 0 -> "";
      case 1 -> stack.tokens().of(owner.address());
      default -> stack.tokens().of(other.address());
    };
  }

  private List<URI> ports() {
    return Stream.concat(
            Stream.of(stack.frontDoor()), SERVICES.stream().map(name -> stack.run().url(name)))
        .toList();
  }

  /** Paths in the service's OpenAPI document, with the owner's address. */
  private List<String> routes(String service) throws IOException {
    Path contract =
        KithHome.ofThisProcess()
            .folder()
            .resolve(service + "/src/main/resources/META-INF/openapi.yaml");
    return Files.readString(contract)
        .lines()
        .map(PATH::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1).replace("{address}", owner.address()))
        .map(path -> path.replaceAll("\\{\\w+}", "42"))
        .toList();
  }
}
