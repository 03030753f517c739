package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.Webhook;
import dev.kith.notifier.webhook.WebhookConfig;
import dev.kith.notifier.webhook.receiver.ReceiverPolicy;
import dev.kith.notifier.webhook.receiver.UnacceptableUrl;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sender of signed requests to receivers. Each request ends within a bounded time. It follows no
 * redirects, and keeps only the status of a response.
 */
@ApplicationScoped
public class WebhookSender {

  private static final String USER_AGENT = "Kith-Webhooks/1.0";
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int OK = 200;
  private static final int REDIRECTS = 300;
  private static final int ERRORS = 400;
  private static final int GONE = 410;

  /**
   * High enough that no request waits for a connection; the deliveries bound the number of
   * requests.
   */
  private static final int MAX_CONNECTIONS = 2_000;

  /** Bytes of a response after which the connection is closed instead of being read to the end. */
  private static final int MAX_ANSWER = 64 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final ReceiverPolicy receiverPolicy;
  private final Duration timeout;
  private final Vertx vertx;
  private final HttpClient client;

  /** Executor of DNS look-ups, which block. */
  private final Executor lookUps = Executors.newVirtualThreadPerTaskExecutor();

  @Inject
  WebhookSender(ReceiverPolicy receiverPolicy, WebhookConfig settings, Vertx vertx) {
    this(receiverPolicy, settings.timeout(), vertx, new HttpClientOptions());
  }

  /**
   * Creates a sender.
   *
   * @param options the trust options of the client; the others are set here
   */
  WebhookSender(
      ReceiverPolicy receiverPolicy, Duration timeout, Vertx vertx, HttpClientOptions options) {
    this.receiverPolicy = receiverPolicy;
    this.timeout = timeout;
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            options
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setTcpNoDelay(true));
  }

  /** Sends a request. The future never fails: errors are outcomes, too. */
  public CompletableFuture<DeliveryOutcome> send(Webhook webhook, DeliveryBatch deliveryBatch) {
    var attempt = new Attempt();
    var timer = vertx.setTimer(timeout.toMillis(), _ -> attempt.timeOut());
    var _ = attempt.deliveryOutcome.whenComplete((_, _) -> vertx.cancelTimer(timer));
    lookUps.execute(() -> attempt.start(webhook, deliveryBatch));
    return attempt.deliveryOutcome;
  }

  /** One attempt to send a request. */
  private final class Attempt {

    private final CompletableFuture<DeliveryOutcome> deliveryOutcome = new CompletableFuture<>();
    private final CompletableFuture<HttpClientRequest> request = new CompletableFuture<>();

    void start(Webhook webhook, DeliveryBatch deliveryBatch) {
      try {
        var address = receiverPolicy.find(receiverPolicy.parse(webhook.url().toString()));
        var server =
            SocketAddress.inetSocketAddress(new InetSocketAddress(address, port(webhook.url())));
        client
            .request(options(webhook.url(), server))
            .onFailure(this::fail)
            .onSuccess(sending -> send(sending, webhook, deliveryBatch));
      } catch (UnacceptableUrl unfit) {
        deliveryOutcome.complete(DeliveryOutcome.Failed.because("The URL " + unfit.why()));
      } catch (RuntimeException broken) {
        fail(broken);
      }
    }

    private void send(HttpClientRequest sending, Webhook webhook, DeliveryBatch deliveryBatch) {
      request.complete(sending);
      if (deliveryOutcome.isDone()) {
        sending.reset();
        return;
      }
      var now = Instant.now();
      sending
          .putHeader("Content-Type", "application/json")
          .putHeader("User-Agent", USER_AGENT)
          .putHeader("webhook-id", deliveryBatch.id())
          .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
          .putHeader(
              "webhook-signature",
              WebhookSignature.header(
                  webhook.secrets(), deliveryBatch.id(), now, deliveryBatch.body()))
          .send(Buffer.buffer(deliveryBatch.body()))
          .onFailure(this::fail)
          .onSuccess(this::answered);
    }

    private void answered(HttpClientResponse answer) {
      deliveryOutcome.complete(outcome(answer));
      var length = new AtomicInteger();
      answer.handler(part -> {
        if (length.addAndGet(part.length()) > MAX_ANSWER) {
          var _ = answer.request().connection().close();
        }
      });
      // a response that does not end must not keep its connection
      var timer = vertx.setTimer(timeout.toMillis(), _ -> answer.request().reset());
      answer.endHandler(_ -> vertx.cancelTimer(timer));
      answer.exceptionHandler(_ -> vertx.cancelTimer(timer));
    }

    private void fail(Throwable failure) {
      var message = failure.getMessage();
      deliveryOutcome.complete(
          DeliveryOutcome.Failed.because(
              message == null ? failure.getClass().getSimpleName() : message));
    }

    private void timeOut() {
      if (deliveryOutcome.complete(
          DeliveryOutcome.Failed.because("No answer within " + timeout.toSeconds() + " s"))) {
        var _ = request.thenAccept(HttpClientRequest::reset);
      }
    }
  }

  private static RequestOptions options(URI url, SocketAddress server) {
    var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(server)
        .setHost(url.getHost())
        .setPort(port(url))
        .setSsl(isHttps(url))
        .setURI(path + query);
  }

  private static boolean isHttps(URI url) {
    return url.getScheme().equalsIgnoreCase("https");
  }

  private static int port(URI url) {
    return url.getPort() > 0 ? url.getPort() : isHttps(url) ? HTTPS_PORT : HTTP_PORT;
  }

  private static DeliveryOutcome outcome(HttpClientResponse answer) {
    var status = answer.statusCode();
    if (status == GONE) {
      return new DeliveryOutcome.Gone();
    }
    if (status >= OK && status < REDIRECTS) {
      return new DeliveryOutcome.Taken(status);
    }
    var why = status >= REDIRECTS && status < ERRORS ? ", and redirects are not followed" : "";
    return new DeliveryOutcome.Failed(
        "The receiver answered " + status + why,
        RetryAfter.parse(answer.getHeader("Retry-After"), Instant.now()));
  }
}
