package dev.kith.bench.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Json;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Session of a user that waits for the profiles of some subjects, and for the end of a sync. */
final class SyncSocket implements WebSocket.Listener, AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Set<String> missing;
  private final StringBuilder parts = new StringBuilder();
  private final CountDownLatch synced = new CountDownLatch(1);
  private final CountDownLatch shown = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable WebSocket socket;
  private volatile long shownAt;
  private volatile long doneAt;
  private volatile JsonNode lastSync = Json.parse("");

  private SyncSocket(Set<String> subjects) {
    this.missing = new HashSet<>(subjects);
  }

  /** Opens a session and waits until the snapshot is complete. */
  static SyncSocket open(URI door, Person user, Set<String> subjects) throws InterruptedException {
    SyncSocket listener = new SyncSocket(subjects);
    listener.socket =
        CLIENT
            .newWebSocketBuilder()
            .subprotocols("kith.v1", "bearer." + user.token())
            .buildAsync(Screen.updates(door, user.address()), listener)
            .join();
    listener.synced.await();
    return listener;
  }

  /** Waits until all subjects were shown; returns false if they were not in time. */
  boolean awaitShown(Duration within) throws InterruptedException {
    return shown.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until the sync was reported as done; returns false if it was not in time. */
  boolean awaitDone(Duration within) throws InterruptedException {
    return done.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns the time at which the last subject was shown, by {@link System#nanoTime}. */
  long shownAt() {
    return shownAt;
  }

  /** Returns the time at which the sync was reported as done, by {@link System#nanoTime}. */
  long doneAt() {
    return doneAt;
  }

  synchronized String text() {
    return missing.size() + " profiles not shown, last told of the sync: " + lastSync;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    long now = System.nanoTime();
    parts.append(part);
    if (last) {
      take(Json.parse(parts.toString()), now);
      parts.setLength(0);
    }
    from.request(1);
    return null;
  }

  private synchronized void take(JsonNode frame, long now) {
    switch (frame.path("type").asText()) {
      case "synced" -> synced.countDown();
      case "update" -> {
        if (missing.remove(frame.path("subject").asText()) && missing.isEmpty()) {
          shownAt = now;
          shown.countDown();
        }
      }
      case "sync" -> {
        lastSync = frame;
        if (frame.path("state").asText().equals("done")) {
          doneAt = now;
          done.countDown();
        }
      }
      default -> {}
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
