package dev.kith.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of registries with a trusted certificate, which may be issued for another host. */
class RegistryOverTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private final HttpsServer server = answeringServer();

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_trusted_registry_is_asked() throws Exception {
    Map<String, String> configuration = serveAs("ip:127.0.0.1");

    Schema schema = new ConfluentRegistry(configuration).byId(1);

    assertThat(schema.getType()).isEqualTo(Schema.Type.STRING);
  }

  @Test
  void another_hosts_certificate_does_not_pass() throws Exception {
    Map<String, String> configuration = serveAs("dns:elsewhere.example");

    assertThatExceptionOfType(RegistryUnavailable.class)
        .isThrownBy(() -> new ConfluentRegistry(configuration).byId(1));
  }

  @Test
  void a_deployment_may_say_that_it_does() throws Exception {
    Map<String, String> configuration = new HashMap<>(serveAs("dns:elsewhere.example"));
    configuration.put("schema.registry.ssl.endpoint.identification.algorithm", "");

    assertThat(new ConfluentRegistry(configuration).byId(1)).isNotNull();
  }

  private Map<String, String> serveAs(String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    makeCertificate(store, host);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.start();
    return Map.of(
        "schema.registry.url",
        "https://127.0.0.1:" + server.getAddress().getPort(),
        "schema.registry.ssl.truststore.location",
        store.toString(),
        "schema.registry.ssl.truststore.password",
        PASSWORD,
        "schema.registry.ssl.truststore.type",
        "PKCS12");
  }

  private static void makeCertificate(Path store, String host)
      throws IOException, InterruptedException {
    List<String> keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "registry",
            "-keyalg",
            "EC",
            "-dname",
            "CN=registry",
            "-ext",
            "san=" + host,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD);
    Process process = new ProcessBuilder(keytool).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static HttpsServer answeringServer() {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] answer = "{\"schema\":\"\\\"string\\\"\"}".getBytes(UTF_8);
      server.createContext(
          "/schemas/ids/1",
          exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
