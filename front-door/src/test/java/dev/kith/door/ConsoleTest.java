package dev.kith.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.door.console.ConsoleFiles;
import dev.kith.door.console.ConsoleHandler;
import dev.kith.door.routing.Service;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  @TempDir private Path folder = Path.of("");

  private final Town town = new Town();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "the secret");
    Path assets = Files.createDirectories(folder.resolve("console/assets"));
    Files.writeString(assets.resolveSibling("index.html"), "<p>Kith</p>");
    Files.writeString(assets.resolveSibling("demo.json"), "{}");
    Files.writeString(assets.resolve("index-1a2b.js"), "start()");
    Files.writeString(assets.resolve("index-1a2b.css"), "p {}");
    Files.writeString(assets.resolve("graph-3c4d.unknown"), "x");
  }

  @AfterEach
  void close() {
    town.close();
  }

  private URI open(boolean isHome) throws IOException {
    town.page(new ConsoleHandler(ConsoleFiles.of(folder.resolve("console")), isHome));
    town.node(Service.PROFILE, request -> request.response().end("service"));
    return town.open();
  }

  @ParameterizedTest
  @CsvSource({
    "'', text/html; charset=utf-8, no-cache",
    "index.html, text/html; charset=utf-8, no-cache",
    "demo.json, application/json, no-cache",
    "assets/index-1a2b.js, text/javascript; charset=utf-8, 'public, max-age=31536000, immutable'",
    "assets/index-1a2b.css, text/css; charset=utf-8, 'public, max-age=31536000, immutable'",
    "assets/graph-3c4d.unknown, application/octet-stream, 'public, max-age=31536000, immutable'"
  })
  void a_file_has_its_type_and_may_be_cached_if_its_name_has_its_hash(
      String path, String type, String caching) throws Exception {
    HttpResponse<String> answer = get(open(false).resolve("/console/" + path));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isNotEmpty();
    assertThat(answer.headers().firstValue("content-type")).contains(type);
    assertThat(answer.headers().firstValue("cache-control")).contains(caching);
    assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'self'; ")
        .doesNotContain("unsafe", "*");
    assertThat(answer.headers().map())
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("referrer-policy", List.of("no-referrer"));
  }

  @Test
  void a_known_version_is_not_sent_again() throws Exception {
    URI page = open(false).resolve("/console/");
    String tag = get(page).headers().firstValue("etag").orElseThrow();

    HttpResponse<String> again =
        send(HttpRequest.newBuilder(page).header("If-None-Match", "\"x\", W/" + tag));
    HttpResponse<String> other =
        send(HttpRequest.newBuilder(page).header("If-None-Match", "\"x\""));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void head_has_the_length_and_no_content() throws Exception {
    URI page = open(false).resolve("/console/");

    HttpResponse<String> answer = send(HttpRequest.newBuilder(page).HEAD());

    assertThat(answer.headers().firstValue("content-length")).contains("11");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void files_can_be_read_only() throws Exception {
    URI page = open(false).resolve("/console/index.html");

    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      HttpResponse<String> answer =
          send(HttpRequest.newBuilder(page).method(method, BodyPublishers.ofString("x")));

      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
      assertThat(new JsonObject(answer.body()).getString("type")).endsWith("/method-not-allowed");
    }
  }

  @Test
  void the_root_leads_to_the_console_only_if_it_is_the_home() throws Exception {
    HttpResponse<String> home = get(open(true).resolve("/"));

    assertThat(home.statusCode()).isEqualTo(302);
    assertThat(home.headers().firstValue("location")).contains("/console/");

    try (Town other = new Town()) {
      other.page(new ConsoleHandler(ConsoleFiles.of(folder.resolve("console")), false));
      URI door = other.open();

      assertThat(get(door.resolve("/")).statusCode()).isEqualTo(404);
      assertThat(get(door.resolve("/console")).headers().firstValue("location"))
          .contains("/console/");
    }
  }

  @Test
  void without_the_console_its_paths_do_not_exist_and_with_it_services_are_asked_as_before()
      throws Exception {
    assertThat(get(open(true).resolve("/v1")).body()).isEqualTo("service");

    try (Town other = new Town()) {
      assertThat(get(other.open().resolve("/console/")).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/../secret.txt",
        "/console/%2e%2e/secret.txt",
        "/console/..%2fsecret.txt",
        "/console/..%5csecret.txt",
        "/console/..;/secret.txt",
        "/console/%252e%252e/secret.txt",
        "/console/.../secret.txt",
        "/console/assets/../../secret.txt",
        "/console//secret.txt",
        "/console//etc/passwd",
        "/console/etc/passwd",
        "/console/./index.html",
        "/console/assets",
        "/console/assets/",
        "/console/index.html/",
        "/console/index.html%00",
        "/console/INDEX.html",
        "/consoles/index.html",
        "http://localhost/console/../secret.txt"
      })
  void nothing_but_its_files_is_served(String target) throws IOException {
    URI door = open(false);

    String answer = sentAsItIs(door, target);

    assertThat(answer).containsPattern("^HTTP/1.1 (400|404) ").doesNotContain("Kith</p>");
    assertThat(answer).doesNotContain("the secret", "root:");
  }

  @Test
  void the_built_console_is_on_the_class_path() throws Exception {
    town.page(new ConsoleHandler(ConsoleFiles.ofClassPath(), false));

    assertThat(get(town.open().resolve("/console/")).body()).contains("<title>Kith");
  }

  /** Uses a raw socket, because HTTP clients refuse to send this. */
  private static String sentAsItIs(URI door, String target) throws IOException {
    String head = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
