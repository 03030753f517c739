package dev.kith.kit.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Refusal;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Written;
import dev.kith.kit.problem.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReadBarrierTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Position AT = new Position(3, 7);
  private static final Address ALICE = new Address("alice");
  private static final HttpHeaders ALICES =
      new HttpHeadersImpl(Map.of("Authorization", "Bearer alices").entrySet());

  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile int status = 200;

  private final URI others = URI.create("http://127.0.0.1:" + listen());

  private record Urls(URI profileUrl, URI contactGraphUrl, URI notifierUrl)
      implements KithConfig.Services {}

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void a_write_is_answered_after_each_other_service_has_folded_it() {
    assertThat(statusOf(barrier("contact-graph-service").answer(ALICE, folded(), ALICES, this::ok)))
        .isEqualTo(204);
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "/v1/users/alice/privacy Bearer alices 3:7",
            "/v1/users/alice/presence Bearer alices 3:7");
  }

  @Test
  void the_notifier_has_nothing_of_groups() {
    var _ = barrier("profile-service").folded(new Address("group:chess"), AT, ALICES).join();

    assertThat(asked).containsExactly("/v1/groups/chess/settings Bearer alices 3:7");
  }

  @Test
  void a_service_that_cannot_say_so_makes_it_202() {
    status = 503;

    assertThat(statusOf(barrier("profile-service").answer(ALICE, folded(), ALICES, this::ok)))
        .isEqualTo(202);
  }

  @Test
  void a_refusal_to_the_caller_comes_after_the_position() {
    status = 403;

    assertThat(statusOf(barrier("profile-service").answer(ALICE, folded(), ALICES, this::ok)))
        .isEqualTo(204);
  }

  @Test
  void nobody_is_asked_about_a_write_that_took_nothing_away() {
    var barrier = barrier("profile-service");
    var refused = new Written.Folded<>(new Verdict<>(AT, "", Optional.of(Refusal.NOT_FOUND)));

    assertThat(statusOf(barrier.answer(ALICE, new Written.Pending<String>(AT), ALICES, this::ok)))
        .isEqualTo(202);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> barrier.answer(ALICE, refused, ALICES, this::ok));
    assertThat(asked).isEmpty();
  }

  private Response ok(Verdict<String> verdict) {
    return Response.noContent().build();
  }

  private static int statusOf(CompletionStage<Response> answer) {
    return answer.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join().getStatus();
  }

  private static Written<String> folded() {
    return new Written.Folded<>(new Verdict<>(AT, "", Optional.empty()));
  }

  private ReadBarrier barrier(String own) {
    return new ReadBarrier(own, new Urls(others, others, others));
  }

  private int listen() {
    return VERTX
        .createHttpServer()
        .requestHandler(this::answer)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private void answer(HttpServerRequest request) {
    asked.add(
        "%s %s %s"
            .formatted(
                request.uri(),
                request.getHeader("Authorization"),
                request.getHeader("Kith-After")));
    request.response().setStatusCode(status).end();
  }
}
