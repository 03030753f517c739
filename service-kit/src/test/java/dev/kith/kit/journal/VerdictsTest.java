package dev.kith.kit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Position;
import dev.kith.kit.pacing.WaitingRequests;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  private static final Verdict<String> VERDICT =
      new Verdict<>(new Position(0, 7), "folded", Optional.empty());

  private final Verdicts verdicts = new Verdicts(new WaitingRequests());

  @Test
  void a_verdict_reaches_the_waiting_request() {
    var awaited = verdicts.<String>register("one");
    var other = verdicts.<String>register("two");

    verdicts.settle("one", VERDICT);

    assertThat(awaited.join()).isEqualTo(VERDICT);
    assertThat(other).isNotDone();
  }

  @Test
  void the_request_goes_on_in_its_event_loop() {
    var vertx = Vertx.vertx();
    try {
      var loop = new CompletableFuture<Thread>();
      var continued = new CompletableFuture<Thread>();
      vertx
          .getOrCreateContext()
          .runOnContext(_ -> {
            var _ =
                verdicts
                    .register("one")
                    .whenComplete((_, _) -> continued.complete(Thread.currentThread()));
            loop.complete(Thread.currentThread());
          });
      loop.join();

      verdicts.settle("one", VERDICT);

      assertThat(continued.join()).isEqualTo(loop.join());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void a_verdict_without_a_waiting_request_is_ignored() {
    verdicts.settle("a foreign one", VERDICT);

    assertThat(verdicts.<String>register("a foreign one")).isNotDone();
  }

  @Test
  void a_request_that_stopped_waiting_is_forgotten() {
    var awaited = verdicts.<String>register("one");

    verdicts.forget("one");
    verdicts.settle("one", VERDICT);

    assertThat(awaited).isNotDone();
  }
}
