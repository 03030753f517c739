package dev.kith.kit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.http.RequestPlacement;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerRoutingFilterTest {

  private static final NodeFixture NODES = new NodeFixture();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final PartitionOwners.Node HERE =
      new PartitionOwners.Node(new HostInfo("127.0.0.1", 1), true);

  private static final Map<Address, PartitionOwners.Node> OWNERS = new HashMap<>();
  private static final Map<Address, PartitionOwners.Node> DELIVERY_OWNERS = new HashMap<>();
  private static int port;

  static {
    var there = NODES.node(OwnerRoutingFilterTest::answer);
    OWNERS.put(new Address("alice"), there);
    OWNERS.put(new Address("group:chess"), there);
    DELIVERY_OWNERS.put(new Address("alice"), HERE);
    DELIVERY_OWNERS.put(new Address("bob"), there);
    OWNERS.put(new Address("bob"), HERE);
    OWNERS.put(new Address("silent"), NODES.node(_ -> {}));
    var router = Router.router(NODES.vertx);
    new OwnerRoutingFilter(
            (address, placement) ->
                placement == RequestPlacement.DELIVERY
                    ? Optional.ofNullable(DELIVERY_OWNERS.get(address))
                    : Optional.ofNullable(OWNERS.get(address)),
            NodeFixture.SECRET,
            new ObjectMapper(),
            NODES.client(SILENCE))
        .install(router);
    router.route().last().handler(context -> context.response().end("here"));
    port = NODES.listen(router);
  }

  @AfterAll
  static void close() {
    CLIENT.close();
    NODES.close();
  }

  /** The other node: an echo, or the status that the path ends in. */
  private static void answer(HttpServerRequest request) {
    var status = request.path().substring(request.path().lastIndexOf('/') + 1);
    if (status.matches("\\d+")) {
      request.response().setStatusCode(Integer.parseInt(status)).putHeader("ETag", "\"1:2\"").end();
      return;
    }
    var _ =
        request
            .body()
            .onSuccess(body ->
                request
                    .response()
                    .setStatusCode(203)
                    .putHeader("Kith-Position", "3:7")
                    .end(
                        "there %s %s %s %s"
                            .formatted(
                                request.method(),
                                request.uri(),
                                request.getHeader(Headers.NODE_SECRET),
                                body)));
  }

  @Test
  void a_request_about_another_nodes_owner_is_forwarded_unchanged_with_the_secret()
      throws Exception {
    var response =
        send(
            request("/v1/users/alice/profile?as=bob")
                .method("PATCH", BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(203);
    assertThat(response.headers().firstValue("Kith-Position")).contains("3:7");
    assertThat(response.body())
        .isEqualTo("there PATCH /v1/users/alice/profile?as=bob " + NodeFixture.SECRET_TEXT + " {}");
  }

  @Test
  void a_group_has_paths_of_its_own() throws Exception {
    assertThat(body(request("/v1/groups/chess/profile"))).startsWith("there GET /v1/groups/chess");
    assertThat(body(request("/v1/users/chess/profile"))).isEqualTo("here");
  }

  @Test
  void me_is_the_subject_of_the_token() throws Exception {
    assertThat(body(request("/v1/users/me/profile").header("Authorization", token("alice"))))
        .startsWith("there GET /v1/users/me/profile");
    assertThat(body(request("/v1/users/me/profile").header("Authorization", token("bob"))))
        .isEqualTo("here");
    assertThat(body(request("/v1/groups/me/profile").header("Authorization", token("alice"))))
        .isEqualTo("here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer x", "Bearer a.b.c", "Bearer a.!.c", "Basic YWxpY2U6eA=="})
  void without_a_readable_subject_this_node_answers(String authorization) throws Exception {
    assertThat(body(request("/v1/users/me/profile").header("Authorization", authorization)))
        .isEqualTo("here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"sub\":7}", "{}", "[]", "{\"sub\":\"" + "no address!" + "\"}"})
  void a_subject_that_is_no_address_stays_here(String claims) throws Exception {
    assertThat(body(request("/v1/users/me/profile").header("Authorization", tokenOf(claims))))
        .isEqualTo("here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/users/bob/profile", "/v1/users/unknown/profile", "/v1/users/a%20b/profile"})
  void this_node_answers_for_its_own_owners_and_for_those_without_a_node(String path)
      throws Exception {
    assertThat(body(request(path))).isEqualTo("here");
  }

  @Test
  void what_a_user_follows_is_forwarded_to_the_owner_of_the_delivery_partition() throws Exception {
    assertThat(body(request("/v1/users/bob/address-book"))).startsWith("there GET");
    assertThat(body(request("/v1/users/alice/address-book"))).isEqualTo("here");
  }

  @Test
  void a_forwarded_request_is_not_forwarded_again() throws Exception {
    assertThat(body(request("/v1/users/alice/x").header(Headers.NODE_SECRET, "any")))
        .isEqualTo("here");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void a_response_that_has_no_body_is_not_waited_for(int status) throws Exception {
    var response = send(request("/v1/users/alice/" + status));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("ETag")).contains("\"1:2\"");
  }

  @Test
  void a_node_that_is_gone_is_503() throws Exception {
    OWNERS.put(new Address("gone"), NodeFixture.unreachable());

    assertNotReady(send(request("/v1/users/gone/profile")));
  }

  @Test
  void a_node_that_stays_silent_is_503() throws Exception {
    assertNotReady(send(request("/v1/users/silent/profile")));
  }

  private static void assertNotReady(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
    assertThat(response.body()).contains("/not-ready");
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(10));
  }

  private static String body(HttpRequest.Builder request) throws IOException, InterruptedException {
    return send(request).body();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String token(String subject) {
    return tokenOf("{\"sub\":\"" + subject + "\"}");
  }

  private static String tokenOf(String claims) {
    var encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.US_ASCII));
    return "Bearer e30." + encoded + ".c2ln";
  }
}
