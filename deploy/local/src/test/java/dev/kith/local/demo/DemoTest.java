package dev.kith.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.local.token.LocalKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the demo with an API that only records what is written. */
class DemoTest {

  private static final Duration PAUSE = Duration.ofMillis(20);

  @TempDir private Path data = Path.of("");

  private final Vertx vertx = Vertx.vertx();
  private final Set<String> existing = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> writes = new LinkedBlockingQueue<>();
  private final List<String> said = new ArrayList<>();
  private URI door = URI.create("http://none");

  @BeforeEach
  void open() {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    door = URI.create("http://127.0.0.1:" + server.actualPort());
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void answer(HttpServerRequest request) {
    String token = request.getHeader("Authorization").replace("Bearer ", "");
    String claims =
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    String user = new JsonObject(claims).getString("sub");
    request
        .body()
        .onSuccess(body -> {
          boolean isRead = request.method().name().equals("GET");
          if (!isRead) {
            writes.add(
                "%s %s %s %s"
                    .formatted(
                        user, request.method(), request.path().substring(13), body.toString()));
          }
          int status = user.equals("down") ? 503 : isRead && !existing.contains(user) ? 404 : 200;
          var _ = request.response().setStatusCode(status).end("{}");
        });
  }

  private Demo demo(String people) throws IOException {
    Scenario scenario = Scenario.of(new JsonObject(people.replace('\'', '"')));
    return new Demo(scenario, door, LocalKey.in(data), said::add);
  }

  @Test
  void relations_and_rules_are_written_before_the_profile_then_the_status_changes()
      throws Exception {
    demo("""
    {'people':[{'address':'ann','profile':{'name':'Ann'},'privacy':{'status':[]},
     'contacts':{'ben':{'contact':true}},'blocks':['eve'],'statuses':['in','out']}]}
    """)
        .start(PAUSE);

    assertThat(next(6))
        .containsExactly(
            "ann PUT contacts/ben {\"contact\":true}",
            "ann PUT blocks/eve {}",
            "ann PUT privacy {\"status\":[]}",
            "ann PUT profile {\"name\":\"Ann\"}",
            "ann PATCH profile {\"status\":\"in\"}",
            "ann PATCH profile {\"status\":\"out\"}");
    assertThat(said).isEmpty();
  }

  @Test
  void who_exists_is_left_as_they_are() throws Exception {
    existing.add("ann");

    demo("""
    {'people':[{'address':'ann','profile':{},'privacy':{},'contacts':{},'blocks':[],'statuses':[]},
     {'address':'ben','profile':{'name':'Ben'},'privacy':{},'contacts':{},'blocks':[],'statuses':[]}]}
    """)
        .start(PAUSE);

    assertThat(writes).containsExactly("ben PUT privacy {}", "ben PUT profile {\"name\":\"Ben\"}");
  }

  @Test
  void a_service_that_is_down_is_said() throws Exception {
    demo("""
    {'people':[{'address':'down','profile':{},'privacy':{},'contacts':{},'blocks':[],'statuses':['x']}]}
    """)
        .start(PAUSE);

    assertThat(said).singleElement().asString().contains("The demo is not loaded", "503");
  }

  @Test
  void the_scenario_of_the_launcher_names_people_of_its_own_only() {
    var scenario = Scenario.ofLauncher();
    Set<String> people =
        scenario.people().stream()
            .map(person -> person.address().text())
            .collect(Collectors.toSet());

    assertThat(people).hasSize(5);
    for (var person : scenario.people()) {
      assertThat(people).containsAll(person.contacts().keySet()).containsAll(person.blocks());
    }
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> next = new ArrayList<>();
    while (next.size() < count) {
      next.add(String.valueOf(writes.poll(20, TimeUnit.SECONDS)));
    }
    return next;
  }
}
