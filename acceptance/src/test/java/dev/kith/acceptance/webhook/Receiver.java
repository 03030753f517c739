package dev.kith.acceptance.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kith.harness.Arrivals;
import dev.kith.harness.client.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/**
 * HTTP server of a backend, which answers each request with 204 unless the test sets another
 * status.
 */
final class Receiver implements AutoCloseable {

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final int TAKEN = 204;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Arrivals<Call> calls = new Arrivals<>();
  private final Arrivals<JsonNode> taken = new Arrivals<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile ToIntFunction<Call> answer = _ -> TAKEN;

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/updates?of=kith";
  }

  /** Sets the status of the following responses. */
  void answers(ToIntFunction<Call> status) {
    answer = status;
  }

  /** Makes the receiver accept requests without answering them. */
  void hangs() {
    answer =
        _ -> {
          try {
            end.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
          return TAKEN;
        };
  }

  /** Returns the oldest call that was not returned yet, whatever the status of its response. */
  Call next() throws InterruptedException {
    return calls.take(WITHIN).orElseThrow(() -> new AssertionError("No call after " + calls.all()));
  }

  List<Call> calls() {
    return calls.all();
  }

  /**
   * The statuses of this subject in the updates that were answered with 2xx, in the order of
   * arrival.
   */
  List<String> statusesTaken(Person subject) {
    return taken.all().stream()
        .filter(update -> update.path("subject").asText().equals(subject.address()))
        .map(update -> update.path("profile").path("status").asText())
        .toList();
  }

  /** Waits until the receiver has accepted this status of the subject. */
  JsonNode awaitStatus(Person subject, String status) throws InterruptedException {
    return taken
        .await(
            update ->
                update.path("subject").asText().equals(subject.address())
                    && update.path("profile").path("status").asText().equals(status),
            WITHIN)
        .orElseThrow(() ->
            new AssertionError(
                "No " + status + " of " + subject.address() + " in " + statusesTaken(subject)));
  }

  private void receive(HttpExchange exchange) throws IOException {
    var call = Call.of(exchange);
    calls.add(call);
    int status = answer.applyAsInt(call);
    if (status >= 200 && status < 300) {
      call.updates().forEach(taken::add);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.close();
  }
}
