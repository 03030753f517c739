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
 * Run in which the status of one subject changes at a fixed rate, and one subscriber receives the
 * changes on a WebSocket: measures the time from the request to the frame.
 */
public final class UpdateRun {

  private final Stack stack;

  public UpdateRun(Stack stack) {
    this.stack = stack;
  }

  /** Changes a new subject, and returns when the result is complete. */
  public DeliveryLatencies run(OpenLoop loop) throws InterruptedException {
    return run(loop, stack.person("subject"));
  }

  /** Changes the given subject, and returns when the result is complete. */
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

  /** Subscribes, and waits until the subscriber has received the subject's profile. */
  private static void follow(Person subscriber, Person subject) throws InterruptedException {
    try (Screen screen = subscriber.opensScreen()) {
      subscriber.subscribesTo(subject);
      screen.next();
    }
  }

  /** Opens a session and waits until the snapshot is complete, so that later frames are live. */
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

  /** Listener that takes the time of each frame when it arrives, before it is parsed. */
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
