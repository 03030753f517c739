package dev.kith.bench.latency;

import static dev.kith.harness.client.ProfileText.aProfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.bench.measure.OpenLoop;
import dev.kith.harness.Json;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import org.jspecify.annotations.Nullable;

/**
 * One subject whose status changes at a fixed rate, and one subscriber on a WebSocket: from the
 * request to the screen.
 */
public final class UpdateRun {

  private final Stack stack;

  public UpdateRun(Stack stack) {
    this.stack = stack;
  }

  /** Changes at this pace; what it finds is complete when it returns. */
  public DeliveryLatencies run(OpenLoop loop) throws InterruptedException {
    return run(loop, stack.person("subject"));
  }

  /** As above, with somebody new whose profile changes. */
  public DeliveryLatencies run(OpenLoop loop, Person subject) throws InterruptedException {
    Person subscriber = stack.person("subscriber");
    subject.puts(aProfile().named("Subject").saying("ready"));
    LatencySamples latencySamples = new LatencySamples(loop.count());
    follow(subscriber, subject);
    WebSocket socket = watch(subscriber, latencySamples);
    Api api = subject.api();
    Phaser answers = new Phaser(1);
    loop.run((number, intended) -> {
      latencySamples.intended(number, intended);
      answers.register();
      var _ =
          api.sendAsync("PATCH", subject.profilePath(), "{\"status\":\"" + number + "\"}")
              .whenComplete((answer, failure) -> {
                latencySamples.answered(number, System.nanoTime(), answer);
                answers.arriveAndDeregister();
              });
    });
    answers.arriveAndAwaitAdvance();
    latencySamples.awaitLast(Duration.ofSeconds(15));
    socket.abort();
    return latencySamples.found();
  }

  /** Returns when the subscriber has been told about the subject for the first time. */
  private static void follow(Person subscriber, Person subject) throws InterruptedException {
    try (Screen screen = subscriber.opensScreen()) {
      subscriber.subscribesTo(subject);
      screen.next();
    }
  }

  /** Returns when the snapshot is complete, so that what follows is live. */
  private WebSocket watch(Person subscriber, LatencySamples latencySamples)
      throws InterruptedException {
    Clock clock = new Clock(latencySamples);
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("kith.v1", "bearer." + subscriber.token())
            .buildAsync(Screen.updates(stack.frontDoor(), subscriber.address()), clock)
            .join();
    clock.synced.await();
    return socket;
  }

  /** Takes the time of each frame as it comes in, before anything is made of it. */
  private static final class Clock implements WebSocket.Listener {

    private final LatencySamples latencySamples;
    private final StringBuilder parts = new StringBuilder();
    private final CountDownLatch synced = new CountDownLatch(1);

    Clock(LatencySamples latencySamples) {
      this.latencySamples = latencySamples;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      long now = System.nanoTime();
      parts.append(part);
      if (last) {
        JsonNode frame = Json.parse(parts.toString());
        latencySamples.shown(frame.path("profile").path("status").asText(), now);
        if (frame.path("type").asText().equals("synced")) {
          synced.countDown();
        }
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
