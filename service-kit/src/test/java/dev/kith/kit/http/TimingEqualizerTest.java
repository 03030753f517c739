package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimingEqualizerTest {

  /** Work before the response; much longer than a busy machine delays a thread. */
  private static final int WORK_MILLIS = 300;

  /** As many addresses as are allowed {@link #WORK_MILLIS}. */
  private static final int MANY = 6_000;

  private static final Vertx VERTX = Vertx.vertx();
  private static final TimingEqualizer EQUALIZER = new TimingEqualizer(VERTX);
  private static int port;

  @BeforeAll
  static void listen() {
    var router = Router.router(VERTX);
    EQUALIZER.install(router);
    route(router, "/v1/missing", context -> EQUALIZER.hold(notFound(), context));
    route(router, "/unnoted", context -> EQUALIZER.hold(notFound(), context, MANY));
    route(router, "/v1/many", context -> EQUALIZER.hold(notFound(), context, MANY));
    route(
        router,
        "/v1/worked",
        context -> afterWork().thenCompose(_ -> EQUALIZER.hold(notFound(), context, MANY)));
    route(
        router,
        "/v1/asked",
        context ->
            afterWork()
                .thenCompose(_ -> {
                  EQUALIZER.ask(context);
                  return EQUALIZER.hold(notFound(), context, MANY);
                }));
    port =
        await(VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }

  @AfterAll
  static void close() {
    await(VERTX.close());
  }

  private static void route(
      Router router, String path, Function<RoutingContext, CompletionStage<Response>> resource) {
    router
        .route(path)
        .last()
        .handler(context -> {
          var loop = Thread.currentThread();
          var _ =
              resource
                  .apply(context)
                  .thenAccept(response ->
                      context
                          .response()
                          .setStatusCode(response.getStatus())
                          .end(Thread.currentThread().equals(loop) ? "on the loop" : "elsewhere"));
        });
  }

  private static CompletionStage<Void> afterWork() {
    return VERTX.timer(WORK_MILLIS, TimeUnit.MILLISECONDS).toCompletionStage().thenAccept(_ -> {});
  }

  @Test
  void nothing_is_said_to_be_missing_in_less_than_two_milliseconds() {
    for (int number = 0; number < 20; number++) {
      assertThat(millisOf("/v1/missing")).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void many_addresses_take_longer() {
    assertThat(millisOf("/v1/many")).isGreaterThanOrEqualTo(WORK_MILLIS);
  }

  @Test
  void work_on_the_way_is_within_the_delay() {
    assertThat(millisOf("/v1/worked")).isBetween(WORK_MILLIS, 2 * WORK_MILLIS - 1);
  }

  @Test
  void work_before_the_question_is_not() {
    assertThat(millisOf("/v1/asked")).isGreaterThanOrEqualTo(2 * WORK_MILLIS);
  }

  @Test
  void a_request_that_did_not_come_by_the_api_is_not_delayed() {
    assertThat(millisOf("/unnoted")).isLessThan(WORK_MILLIS);
  }

  @Test
  void the_response_goes_on_where_its_request_came() {
    assertThat(body("/v1/missing")).isEqualTo("on the loop");
  }

  private static int millisOf(String path) {
    var begin = System.nanoTime();
    var _ = body(path);
    return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private static String body(String path) {
    return await(
        VERTX
            .createHttpClient()
            .request(HttpMethod.GET, port, "127.0.0.1", path)
            .compose(request -> request.send().compose(response -> response.body()))
            .map(Object::toString));
  }

  private static Response notFound() {
    return Response.status(404).build();
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
