package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MalformedUrlsTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    wait(vertx.close().toCompletionStage());
  }

  @Test
  void a_path_that_cannot_be_decoded_is_a_problem() {
    int port = serve();

    HttpClientResponse answer = ask(port, "/v1/users/%zz/profile");
    JsonObject problem = new JsonObject(wait(answer.body().toCompletionStage()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.getHeader("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
    assertThat(problem.getString("type")).endsWith("/malformed-url");
    assertThat(problem.getString("detail")).contains("%25");
  }

  private int serve() {
    Router router = Router.router(vertx);
    router.route("/v1/users/:address/*").handler(context -> context.end("found"));
    new MalformedUrls(new ObjectMapper()).install(router);
    return wait(vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage())
        .actualPort();
  }

  private HttpClientResponse ask(int port, String path) {
    return wait(
        vertx
            .createHttpClient()
            .request(HttpMethod.GET, port, "127.0.0.1", path)
            .compose(request -> request.send())
            .compose(answer -> answer.body().map(answer))
            .toCompletionStage());
  }

  private static <T> T wait(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
