package dev.kith.kit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.PartitionOwners;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NodeForwarderTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final NodeFixture NODES = new NodeFixture();
  private static final PartitionOwners.Node HERE =
      new PartitionOwners.Node(new HostInfo("127.0.0.1", 1), true);
  private static final Address ALICE = new Address("alice");
  private static final Map<String, String> ALICES = Map.of("Authorization", "Bearer alices");

  /** Requests that the other node received. */
  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());

  private final PartitionOwners.Node there = NODES.node(request -> answer(request, 200, "[7]"));

  private record Received(String line, Map<String, String> headers, String body) {}

  @AfterAll
  static void close() {
    NODES.close();
  }

  @Test
  void a_request_goes_to_the_owners_node_unless_that_is_this_one() {
    assertThat(forwarder(there).elsewhere(ALICE, headers(ALICES))).contains(there);
    assertThat(forwarder(HERE).elsewhere(ALICE, headers(ALICES))).isEmpty();
    assertThat(forwarder(null).elsewhere(ALICE, headers(ALICES))).isEmpty();
  }

  @Test
  void a_forwarded_request_is_not_forwarded_again() {
    var forwarded = headers(Map.of("Kith-Node-Secret", NodeFixture.SECRET_TEXT));

    assertThat(forwarder(there).elsewhere(ALICE, forwarded)).isEmpty();
  }

  @Test
  void a_post_is_sent_with_the_callers_token_and_the_nodes_secret() throws IOException {
    var _ = get(forwarder().post(there, "/v1/users", headers(ALICES), json("{\"a\":1}")));

    var request = received.getFirst();
    assertThat(request.line()).isEqualTo("POST /v1/users");
    assertThat(request.body()).isEqualTo("{\"a\":1}");
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer alices")
        .containsEntry("content-type", "application/json")
        .containsEntry("kith-node-secret", NodeFixture.SECRET_TEXT);
  }

  @Test
  void the_response_comes_back_with_the_headers_that_clients_need_and_no_others() {
    var node =
        NODES.node(request -> {
          request.response().headers().add("ETag", "\"3:7\"").add("Kith-Position", "3:7");
          request.response().headers().add("Location", "/v1/users/alice").add("Server", "x");
          answer(request, 201, "{}");
        });

    var response = get(forwarder().bodiless("PUT", node, "/v1/x", headers(ALICES)));

    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getEntity()).isEqualTo(new byte[] {'{', '}'});
    assertThat(response.getHeaders().keySet())
        .containsExactlyInAnyOrder("Content-Type", "ETag", "Kith-Position", "Location");
  }

  @Test
  void an_empty_response_stays_empty() {
    var node = NODES.node(request -> request.response().setStatusCode(204).end());

    var response = get(forwarder().bodiless("DELETE", node, "/v1/x", headers(ALICES)));

    assertThat(response.getStatus()).isEqualTo(204);
    assertThat(response.hasEntity()).isFalse();
  }

  @Test
  void preconditions_go_with_a_request_without_a_body() {
    var conditions =
        Map.of(
            "Authorization", "Bearer alices",
            "If-Match", "\"1:2\"",
            "If-None-Match", "*",
            "Kith-After", "1:2",
            "Cookie", "x");

    var _ = get(forwarder().bodiless("PUT", there, "/v1/x?y=1", headers(conditions)));

    assertThat(received.getFirst().line()).isEqualTo("PUT /v1/x?y=1");
    assertThat(received.getFirst().headers())
        .containsEntry("if-match", "\"1:2\"")
        .containsEntry("if-none-match", "*")
        .containsEntry("kith-after", "1:2")
        .doesNotContainKey("cookie");
  }

  @Test
  void a_node_that_does_not_answer_is_503() throws IOException {
    var response =
        get(forwarder().post(NodeFixture.unreachable(), "/", headers(ALICES), json("1")));

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
    assertThat(((Problem) response.getEntity()).detail()).endsWith(Problem.READ_FIRST);
  }

  @Test
  void a_part_is_read_or_posted_at_the_position_that_the_caller_waits_for() throws IOException {
    var after = headers(Map.of("Authorization", "Bearer alices", "Kith-After", "1:2"));

    assertThat(get(forwarder().part(there, "/v1/p", after, null))).hasToString("[7]");
    assertThat(get(forwarder().part(there, "/v1/p", after, json("[1]")))).hasToString("[7]");

    assertThat(received)
        .extracting(Received::line, Received::body)
        .containsExactly(tuple("GET /v1/p", ""), tuple("POST /v1/p", "[1]"));
    assertThat(received)
        .allSatisfy(request -> assertThat(request.headers()).containsEntry("kith-after", "1:2"));
  }

  @Test
  void a_part_that_is_refused_fails_the_whole() {
    var refusing = NODES.node(request -> answer(request, 404, "{}"));

    assertNotReady(forwarder().part(refusing, "/v1/p", headers(ALICES), null));
  }

  @Test
  void a_nodes_own_query_has_no_token() throws IOException {
    var answer = get(forwarder().question(there, "/internal/x", json("{}"), "1:2"));

    assertThat(answer).hasToString("[7]");
    assertThat(received.getFirst().headers())
        .containsEntry("kith-node-secret", NodeFixture.SECRET_TEXT)
        .containsEntry("kith-after", "1:2")
        .doesNotContainKey("authorization");
  }

  @Test
  void a_query_that_gets_no_answer_is_503() throws IOException {
    assertNotReady(forwarder().question(NodeFixture.unreachable(), "/internal/x", json("1"), null));
  }

  @Test
  void a_batch_is_an_array_of_queries_and_an_array_of_answers() throws IOException {
    var answer = get(forwarder().bundles("/internal/x", 10).ask(there, json("{\"q\":1}"), 1));

    assertThat(answer).hasToString("7");
    assertThat(received.getFirst().line()).isEqualTo("POST /internal/x");
    assertThat(received.getFirst().body()).isEqualTo("[{\"q\":1}]");
  }

  @Test
  void answers_are_processed_on_a_thread_that_may_block() throws IOException {
    var thread =
        forwarder()
            .question(there, "/internal/x", json("1"), null)
            .thenApply(_ -> Thread.currentThread().isVirtual());

    assertThat(get(thread)).isTrue();
  }

  private void answer(HttpServerRequest request, int status, String body) {
    var _ =
        request
            .body()
            .onSuccess(sent -> {
              var headers = new TreeMap<String, String>();
              request
                  .headers()
                  .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
              received.add(
                  new Received(request.method() + " " + request.uri(), headers, sent.toString()));
              request
                  .response()
                  .setStatusCode(status)
                  .putHeader("Content-Type", "application/json")
                  .end(Buffer.buffer(body));
            });
  }

  private NodeForwarder forwarder() {
    return forwarder(there);
  }

  private static NodeForwarder forwarder(PartitionOwners.@Nullable Node owner) {
    return new NodeForwarder(
        _ -> Optional.ofNullable(owner), JSON, NODES.client(Duration.ofSeconds(10)));
  }

  private static HttpHeaders headers(Map<String, String> headers) {
    return new HttpHeadersImpl(headers.entrySet());
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  private static void assertNotReady(CompletionStage<?> asked) {
    assertThatThrownBy(() -> get(asked))
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(503));
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
