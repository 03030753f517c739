package dev.kith.local.stack;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP API with which tests kill and start single processes; available only with {@code
 * --keep-going}.
 *
 * <p>{@code GET /services} returns {@code {"profile-service":1234,"notifier-service":null}}:
 * process ids, null for an ended process. {@code POST /services/NAME/kill} and {@code POST
 * /services/NAME/start} return 204, or 409 if there was nothing to do. The broker and the registry
 * are included.
 */
final class ProcessesApi {

  private static final Pattern ORDER = Pattern.compile("/services/([a-z0-9-]+)/(start|kill)");

  private final Vertx vertx;
  private final Supervisor supervisor;

  private ProcessesApi(Vertx vertx, Supervisor supervisor) {
    this.vertx = vertx;
    this.supervisor = supervisor;
  }

  static void open(Vertx vertx, int port, Supervisor supervisor) {
    ProcessesApi api = new ProcessesApi(vertx, supervisor);
    var _ =
        vertx
            .createHttpServer()
            .requestHandler(api::handle)
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    Matcher order = ORDER.matcher(request.path());
    if (request.method().equals(HttpMethod.GET) && request.path().equals("/services")) {
      JsonObject body = new JsonObject();
      supervisor.processes().forEach(body::put);
      var _ = response.putHeader("Content-Type", "application/json").end(body.toBuffer());
    } else if (request.method().equals(HttpMethod.POST)
        && order.matches()
        && supervisor.has(order.group(1))) {
      obey(order.group(1), order.group(2), response);
    } else {
      end(response, 404);
    }
  }

  private void obey(String name, String order, HttpServerResponse response) {
    vertx
        .executeBlocking(
            () -> order.equals("start") ? supervisor.start(name) : supervisor.kill(name))
        .onSuccess(done -> end(response, done ? 204 : 409))
        .onFailure(
            failure -> response.setStatusCode(500).end(String.valueOf(failure.getMessage())));
  }

  private static void end(HttpServerResponse response, int status) {
    var _ = response.setStatusCode(status).end();
  }
}
