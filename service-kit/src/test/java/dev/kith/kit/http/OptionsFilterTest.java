package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OptionsFilterTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static int port;

  @Path("/v1/{kind}/{address}/shelves")
  interface Shelves {
    @GET
    void all();

    @DELETE
    @Path("{shelf:[0-9]{1,3}}")
    void remove();
  }

  @Path("/v1/uploads")
  interface Uploads {
    @POST
    void create();

    @OPTIONS
    void options();
  }

  private record Received(int status, Optional<String> allow, String body) {}

  @BeforeAll
  static void listen() {
    var allowed = new AllowedMethods();
    for (var resource : new Class<?>[] {Shelves.class, Uploads.class}) {
      for (var method : resource.getDeclaredMethods()) {
        allowed.add(resource, method);
      }
    }
    var router = Router.router(VERTX);
    new OptionsFilter(allowed, new ObjectMapper()).install(router);
    router.route().last().handler(context -> context.response().end("resource"));
    port =
        await(VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }

  @AfterAll
  static void close() {
    await(VERTX.close());
  }

  @Test
  void a_path_allows_its_own_methods_and_not_those_of_its_neighbours() {
    assertThat(ask(HttpMethod.OPTIONS, "/v1/users/alice/shelves"))
        .isEqualTo(new Received(204, Optional.of("GET, HEAD, OPTIONS"), ""));
    assertThat(ask(HttpMethod.OPTIONS, "/v1/users/alice/shelves/7"))
        .isEqualTo(new Received(204, Optional.of("DELETE, OPTIONS"), ""));
  }

  @Test
  void a_path_without_a_resource_is_404() {
    var received = ask(HttpMethod.OPTIONS, "/v1/users/alice/shelves/seven");

    assertThat(received.status()).isEqualTo(404);
    assertThat(received.allow()).isEmpty();
    assertThat(received.body()).contains("/not-found");
  }

  @Test
  void a_resource_may_answer_itself() {
    assertThat(ask(HttpMethod.OPTIONS, "/v1/uploads").body()).isEqualTo("resource");
  }

  @Test
  void other_methods_go_on() {
    assertThat(ask(HttpMethod.GET, "/v1/users/alice/shelves").body()).isEqualTo("resource");
  }

  private static Received ask(HttpMethod method, String path) {
    return await(
        VERTX
            .createHttpClient()
            .request(method, port, "127.0.0.1", path)
            .compose(request ->
                request
                    .send()
                    .compose(response ->
                        response
                            .body()
                            .map(body ->
                                new Received(
                                    response.statusCode(),
                                    Optional.ofNullable(response.getHeader("Allow")),
                                    body.toString())))));
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
