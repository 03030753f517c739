package dev.kith.notifier.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AsyncApiRouteTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static int port;

  private record Received(int status, String type, String body) {}

  @BeforeAll
  static void listen() {
    var router = Router.router(VERTX);
    new AsyncApiRoute().install(router);
    port =
        await(VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }

  @AfterAll
  static void close() {
    await(VERTX.close());
  }

  @Test
  void the_document_is_yaml_or_json() {
    var yaml = ask(HttpMethod.GET, "/q/asyncapi");
    var json = ask(HttpMethod.GET, "/q/asyncapi?format=json");

    assertThat(yaml.type()).isEqualTo("application/yaml;charset=UTF-8");
    assertThat(yaml.body()).startsWith("asyncapi: 3.0.0");
    assertThat(json.type()).isEqualTo("application/json");
    assertThat(json.body()).startsWith("{");
  }

  @Test
  void a_browser_shows_the_document_and_does_not_save_it() {
    var yaml =
        ask(HttpMethod.GET, "/q/asyncapi", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");

    assertThat(yaml.type()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(yaml.body()).startsWith("asyncapi: 3.0.0");
  }

  @Test
  void its_head_is_that_of_get_without_the_document() {
    assertThat(ask(HttpMethod.HEAD, "/q/asyncapi"))
        .isEqualTo(new Received(200, "application/yaml;charset=UTF-8", ""));
  }

  private static Received ask(HttpMethod method, String path) {
    return ask(method, path, "*/*");
  }

  private static Received ask(HttpMethod method, String path, String accepted) {
    return await(
        VERTX
            .createHttpClient()
            .request(method, port, "127.0.0.1", path)
            .compose(request ->
                request
                    .putHeader("Accept", accepted)
                    .send()
                    .compose(response ->
                        response
                            .body()
                            .map(body ->
                                new Received(
                                    response.statusCode(),
                                    String.valueOf(response.getHeader("Content-Type")),
                                    body.toString())))));
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
