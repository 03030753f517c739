package dev.kith.acceptance.resume;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Json;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Client of a subscriber that keeps its entries and its cursor from session to session. */
final class Device {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int CUT_BY_TIME = Integer.MAX_VALUE;
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(30);
  private static final long AGAIN_AFTER_MILLIS = 200;

  private final Person subscriber;
  private final Secrets secrets;
  private final Map<String, JsonNode> shown = new TreeMap<>();
  private final Set<String> joined = new HashSet<>();
  private final Set<String> metInSnapshot = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private @Nullable String cursor;
  private boolean inSnapshot;
  private boolean inBacklog;
  private int recovered;
  private int resumes;
  private int snapshots;
  private int frames;

  Device(Person subscriber, Secrets secrets) {
    this.subscriber = subscriber;
    this.secrets = secrets;
  }

  Person subscriber() {
    return subscriber;
  }

  synchronized Map<String, JsonNode> shown() {
    return Map.copyOf(shown);
  }

  /** Errors so far, as sentences. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized int resumes() {
    return resumes;
  }

  /** Number of resumes that began with a snapshot. */
  synchronized int snapshots() {
    return snapshots;
  }

  /** Number of updates that came between a hello that recovered and its synced. */
  synchronized int recovered() {
    return recovered;
  }

  synchronized int frames() {
    return frames;
  }

  synchronized boolean sawJoin(Person subject) {
    return joined.contains(subject.address());
  }

  /**
   * Whether a snapshot contained the subject as another kind of update than {@code joined}: then no
   * {@code joined} is required.
   */
  synchronized boolean metInSnapshot(Person subject) {
    return metInSnapshot.contains(subject.address());
  }

  /** Opens the first session and waits for the end of its snapshot, which brings a cursor. */
  void begin(URI node) {
    Session session = open(node, CUT_BY_TIME);
    await().atMost(BEGINS_WITHIN).until(() -> cursor() != null);
    if (session != null) {
      session.cut();
    }
  }

  /**
   * Opens a session at this node and cuts it at a random moment: after some time or after a number
   * of frames, possibly within the backlog. Returns false if the session got no hello.
   */
  boolean session(URI node, Random random) throws InterruptedException {
    int cutAfter = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : CUT_BY_TIME;
    long millis = 20L + random.nextInt(800);
    Session session = open(node, cutAfter);
    if (session == null) {
      return false;
    }
    var _ = session.over.completeOnTimeout(true, millis, TimeUnit.MILLISECONDS).join();
    session.cut();
    return session.greeted;
  }

  /**
   * Opens a session that is not cut, and resumes it like an app whenever the node ends it, until
   * the result is closed.
   */
  AutoCloseable stay(URI node) {
    AtomicBoolean staying = new AtomicBoolean(true);
    AtomicReference<@Nullable Session> current = new AtomicReference<>();
    Thread resuming =
        Thread.ofVirtual()
            .start(() -> {
              while (staying.get()) {
                Session session = open(node, CUT_BY_TIME);
                current.set(session);
                if (session != null && staying.get()) {
                  session.over.join();
                }
                Nodes.pause(AGAIN_AFTER_MILLIS);
              }
            });
    return () -> {
      staying.set(false);
      Session session = current.get();
      if (session != null) {
        session.cut();
        session.over.complete(true);
      }
      resuming.join();
    };
  }

  private @Nullable Session open(URI node, int cutAfter) {
    Session session = new Session(cursor(), cutAfter);
    String query = session.from == null ? "" : "?cursor=" + Api.encoded(session.from);
    URI updates = URI.create(Screen.updates(node, subscriber.address()) + query);
    try {
      session.socket =
          CLIENT
              .newWebSocketBuilder()
              .subprotocols("kith.v1", "bearer." + subscriber.token())
              .buildAsync(updates, session)
              .join();
      return session;
    } catch (CompletionException refused) {
      return null;
    }
  }

  private synchronized @Nullable String cursor() {
    return cursor;
  }

  private synchronized void take(JsonNode frame, Session session) {
    frames++;
    String type = frame.path("type").asText();
    if (type.equals("hello")) {
      greeted(frame, session);
    }
    if (frame.has("cursor")) {
      cursor = frame.path("cursor").asText();
    }
    if (type.equals("update")) {
      recovered += inBacklog ? 1 : 0;
      update(frame);
    } else if (type.equals("synced")) {
      inSnapshot = false;
      inBacklog = false;
    }
  }

  private void greeted(JsonNode hello, Session session) {
    boolean fromCursor = hello.path("recovered").booleanValue();
    if (session.from != null && !session.greeted) {
      resumes++;
      snapshots += fromCursor ? 0 : 1;
    }
    session.greeted = true;
    inSnapshot = !fromCursor;
    inBacklog = fromCursor;
    if (!fromCursor) {
      // a snapshot follows: until it is complete, there is no cursor to resume from
      shown.clear();
      cursor = null;
    }
  }

  private void update(JsonNode update) {
    String subject = update.path("subject").asText();
    String kind = update.path("kind").asText();
    if (kind.equals("removed")) {
      shown.remove(subject);
      return;
    }
    if (kind.equals("joined")) {
      joined.add(subject);
    } else if (inSnapshot) {
      metInSnapshot.add(subject);
    }
    JsonNode profile = update.path("profile");
    shown.put(subject, profile);
    secrets.violation(subject, subscriber.address(), number(profile)).ifPresent(faults::add);
  }

  private static @Nullable Integer number(JsonNode profile) {
    String status = profile.path("status").asText();
    return status.matches("\\d+") ? Integer.valueOf(status) : null;
  }

  /** One connection; frames that arrive after the cut are ignored. */
  private final class Session implements WebSocket.Listener {

    private final @Nullable String from;
    private final int cutAfter;
    private final StringBuilder parts = new StringBuilder();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private volatile @Nullable WebSocket socket;
    private boolean greeted;
    private int taken;
    private boolean isCut;

    Session(@Nullable String from, int cutAfter) {
      this.from = from;
      this.cutAfter = cutAfter;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        JsonNode frame = Json.parse(parts.toString());
        parts.setLength(0);
        receive(frame);
      }
      socket.request(1);
      return null;
    }

    private void receive(JsonNode frame) {
      synchronized (Device.this) {
        if (isCut || taken >= cutAfter) {
          return;
        }
        taken++;
        take(frame, this);
        if (taken == cutAfter) {
          over.complete(true);
        }
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      over.complete(true);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      over.complete(true);
    }

    void cut() {
      synchronized (Device.this) {
        isCut = true;
      }
      WebSocket open = socket;
      if (open != null) {
        open.abort();
      }
    }
  }
}
