package dev.kith.notifier.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.notifier.webhook.WebhookFixture;
import dev.kith.notifier.webhook.delivery.DeliveryOutcome.Failed;
import dev.kith.notifier.webhook.receiver.ReceiverPolicy;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSenderTest {

  private static final String PASSWORD = "password";
  private static final DeliveryBatch BATCH = new DeliveryBatch("msg_1", "{}".getBytes(UTF_8), 0, 0);

  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void it_is_taken_only_with_2xx() {
    assertThat(answered(200)).isEqualTo(new DeliveryOutcome.Taken(200));
    assertThat(answered(204)).isEqualTo(new DeliveryOutcome.Taken(204));
    assertThat(answered(410)).isEqualTo(new DeliveryOutcome.Gone());
    assertThat(answered(404)).isEqualTo(Failed.because("The receiver answered 404"));
    assertThat(answered(500)).isEqualTo(Failed.because("The receiver answered 500"));
  }

  @Test
  void a_redirect_is_not_followed() {
    var port =
        serve(request ->
            request.response().setStatusCode(307).putHeader("Location", "/elsewhere").end());

    var deliveryOutcome = send(plain(), "http://127.0.0.1:" + port + "/here?a=b");

    assertThat(deliveryOutcome)
        .isEqualTo(Failed.because("The receiver answered 307, and redirects are not followed"));
    assertThat(asked).containsExactly("/here?a=b");
  }

  @Test
  void the_receivers_retry_after_is_returned() {
    var port =
        serve(request -> request.response().setStatusCode(503).putHeader("Retry-After", "7").end());

    assertThat(send(plain(), "http://127.0.0.1:" + port))
        .isEqualTo(new Failed("The receiver answered 503", Optional.of(Duration.ofSeconds(7))));
  }

  @Test
  void a_receiver_that_does_not_answer_fails_after_the_timeout() {
    var port = serve(_ -> {});

    assertThat(send(plain(), "http://127.0.0.1:" + port))
        .isEqualTo(Failed.because("No answer within 1 s"));
  }

  @Test
  void a_response_without_an_end_is_accepted() {
    var port = serve(request -> request.response().setChunked(true).write("a".repeat(100_000)));

    assertThat(send(plain(), "http://127.0.0.1:" + port)).isEqualTo(new DeliveryOutcome.Taken(200));
  }

  @Test
  void no_connection_is_made_to_an_address_that_has_become_forbidden() {
    var port = serve(request -> request.response().end());
    var strict = new ReceiverPolicy(true, List.of("127.0.0.0/8"));

    var deliveryOutcome = send(sender(strict, new HttpClientOptions()), "http://127.0.0.1:" + port);

    assertThat(deliveryOutcome)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.cause()).contains("forbidden-networks"));
    assertThat(asked).isEmpty();
  }

  /** The connection goes to an IP address, but the certificate must be that of the host name. */
  @Test
  void the_certificate_must_be_trusted_and_match_the_host(@TempDir Path folder)
      throws IOException, InterruptedException {
    var store = new PfxOptions().setPath(keys(folder)).setPassword(PASSWORD);
    var port =
        serve(
            new HttpServerOptions().setSsl(true).setKeyCertOptions(store),
            request -> request.response().end());
    var trusting = patient(new HttpClientOptions().setTrustOptions(store));

    assertThat(send(trusting, "https://localhost:" + port))
        .isEqualTo(new DeliveryOutcome.Taken(200));
    isRefused(send(trusting, "https://127.0.0.1:" + port));
    isRefused(send(patient(new HttpClientOptions()), "https://localhost:" + port));
    assertThat(asked).hasSize(1);
  }

  /** The failure is not a timeout. */
  private static void isRefused(DeliveryOutcome deliveryOutcome) {
    assertThat(deliveryOutcome)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.cause()).doesNotContain("No answer within"));
  }

  /** A first TLS handshake is slow. */
  private WebhookSender patient(HttpClientOptions options) {
    return new WebhookSender(anywhere(), Duration.ofSeconds(30), vertx, options);
  }

  private DeliveryOutcome answered(int status) {
    var port = serve(request -> request.response().setStatusCode(status).end());
    return send(plain(), "http://127.0.0.1:" + port);
  }

  private WebhookSender plain() {
    return sender(anywhere(), new HttpClientOptions());
  }

  private static ReceiverPolicy anywhere() {
    return new ReceiverPolicy(true, List.of());
  }

  private WebhookSender sender(ReceiverPolicy receiverPolicy, HttpClientOptions options) {
    return new WebhookSender(receiverPolicy, Duration.ofSeconds(1), vertx, options);
  }

  private static DeliveryOutcome send(WebhookSender webhookSender, String url) {
    return webhookSender.send(WebhookFixture.aWebhook().url(URI.create(url)), BATCH).join();
  }

  private int serve(Handler<HttpServerRequest> handler) {
    return serve(new HttpServerOptions(), handler);
  }

  private int serve(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> {
          asked.add(request.uri());
          handler.handle(request);
        })
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  /** A key with a self-signed certificate, for the name localhost only. */
  private static String keys(Path folder) throws IOException, InterruptedException {
    var file = folder.resolve("keys.p12").toString();
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-alias",
                "kith",
                "-storetype",
                "PKCS12",
                "-keystore",
                file,
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost")
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    return file;
  }
}
