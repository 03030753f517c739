package dev.kith.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.kith.avro.ContactBlocked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of registry outages: the reader waits, and no record becomes a dead letter. */
class RegistryOutageTest {
  private static final byte[] SOUND = Bytes.of(0, 0, 0, 0, 1, 2, 'a');

  @Test
  void schemas_met_once_outlive_the_registry() {
    WireFormat writer;
    WireFormat reader;
    SpecificRecord blocked = Samples.of(ContactBlocked.class, 1);
    SpecificRecord blockedAgain = Samples.of(ContactBlocked.class, 2);
    ConfluentRegistry client;
    try (RealRegistry real = RealRegistry.start()) {
      writer = new WireFormat(real.client());
      writer.registerAll(Topics.ALL);
      client = real.client();
      reader = new WireFormat(client);
      reader.read(Topics.JOURNAL, writer.write(Topics.JOURNAL, blocked));
    }

    byte[] value = writer.write(Topics.JOURNAL, blockedAgain);

    assertThat(reader.read(Topics.JOURNAL, value)).isEqualTo(blockedAgain);
    assertThat(new WireFormat(client).read(Topics.JOURNAL, value)).isEqualTo(blockedAgain);
    writer.registerAll(Topics.ALL);
    for (Topic topic : Topics.ALL) {
      for (Class<? extends SpecificRecord> type : topic.records()) {
        assertThat(writer.write(topic, Samples.of(type, 5))).isNotEmpty();
      }
    }
    assertThatExceptionOfType(RegistryUnavailable.class)
        .isThrownBy(() -> reader.read(Topics.JOURNAL, Bytes.of(0, 0, 0, 127, 1, 2, 'a')));
  }

  @Test
  void a_registry_that_is_down_is_unavailable() {
    assertUnavailable(Map.of("schema.registry.url", "http://127.0.0.1:1"));
  }

  @Test
  void a_registry_that_never_answers_is_unavailable() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      assertUnavailable(
          Map.of(
              "schema.registry.url",
              "http://127.0.0.1:" + silent.getLocalPort(),
              "http.read.timeout.ms",
              "50"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "500; {\"error_code\":50001,\"message\":\"its store is away\"}",
        "503; busy",
        "401; {\"error_code\":401,\"message\":\"who are you?\"}",
        "403; {\"error_code\":40301,\"message\":\"not you\"}",
        "404; <html>a proxy that knows no such path</html>",
        "404; {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
        "429; slower",
        "200; <html>please sign in</html>",
      })
  void an_answer_that_decides_nothing_is_unavailable(int status, String body) throws IOException {
    HttpServer server = answering(status, body);
    try {
      assertUnavailable(
          Map.of("schema.registry.url", "http://127.0.0.1:" + server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void credentials_go_by_confluents_names() throws IOException {
    String[] authorization = new String[1];
    HttpServer server = answering(500, "");
    server.createContext(
        "/schemas",
        exchange -> {
          authorization[0] = exchange.getRequestHeaders().getFirst("Authorization");
          exchange.sendResponseHeaders(500, -1);
        });
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      assertUnavailable(
          Map.of(
              "schema.registry.url", url,
              "basic.auth.credentials.source", "USER_INFO",
              "basic.auth.user.info", "kith:secret"));
      assertThat(authorization[0]).isEqualTo("Basic a2l0aDpzZWNyZXQ=");

      assertUnavailable(
          Map.of(
              "schema.registry.url", url,
              "bearer.auth.credentials.source", "STATIC_TOKEN",
              "bearer.auth.token", "token"));
      assertThat(authorization[0]).isEqualTo("Bearer token");
    } finally {
      server.stop(0);
    }
  }

  private static void assertUnavailable(Map<String, String> configuration) {
    WireFormat format = new WireFormat(new ConfluentRegistry(configuration));

    assertThatExceptionOfType(RegistryUnavailable.class)
        .isThrownBy(() -> format.read(Topics.JOURNAL, SOUND));
    assertThatExceptionOfType(RegistryUnavailable.class)
        .isThrownBy(() -> format.registerAll(Topics.ALL));
  }

  private static HttpServer answering(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    return server;
  }
}
