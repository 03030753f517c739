package dev.kith.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.harness.Arrivals;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Session of a user: the snapshot with which it was opened, then the updates in the order in which
 * they arrived. A test takes updates one by one, so that an unexpected update makes it fail.
 */
public final class Screen implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration NEXT_WITHIN = Duration.ofSeconds(15);

  private final WebSocket socket;
  private final Arrivals<JsonNode> frames;
  private final Arrivals<JsonNode> syncs;
  private final Arrivals<JsonNode> presences;
  private final JsonNode hello;
  private final List<Seen> snapshot;

  private Screen(
      WebSocket socket,
      Arrivals<JsonNode> frames,
      Arrivals<JsonNode> syncs,
      Arrivals<JsonNode> presences)
      throws InterruptedException {
    this.socket = socket;
    this.frames = frames;
    this.syncs = syncs;
    this.presences = presences;
    this.hello = nextFrame();
    this.snapshot = takeSnapshot();
  }

  /** Opens a session and waits until the snapshot is complete. */
  public static Screen open(URI door, String address, String token) throws InterruptedException {
    return open(updates(door, address), token);
  }

  /** Resumes from a cursor, and waits until the missed updates have arrived. */
  public static Screen resume(URI door, String address, String token, String cursor)
      throws InterruptedException {
    return open(URI.create(updates(door, address) + "?cursor=" + Api.encoded(cursor)), token);
  }

  private static Screen open(URI updates, String token) throws InterruptedException {
    Arrivals<JsonNode> frames = new Arrivals<>();
    Arrivals<JsonNode> syncs = new Arrivals<>();
    Arrivals<JsonNode> presences = new Arrivals<>();
    Frames listener = new Frames(frames, syncs, presences);
    WebSocket socket =
        CLIENT
            .newWebSocketBuilder()
            .subprotocols("kith.v1", "bearer." + token)
            .buildAsync(updates, listener)
            .join();
    // the server accepts a refused opening, and then closes it without sending a frame
    if (frames.await(_ -> true, NEXT_WITHIN).isEmpty() && listener.closeCode() != 0) {
      throw new CompletionException(new SessionRefused(listener.closeCode()));
    }
    return new Screen(socket, frames, syncs, presences);
  }

  /** Returns the URL of the sessions of an address. */
  public static URI updates(URI door, String address) {
    return URI.create(
        "ws://" + door.getAuthority() + "/v1/users/" + Api.encoded(address) + "/updates");
  }

  /** Returns the first frame. */
  public JsonNode hello() {
    return hello;
  }

  /** Returns true if the server resumed an earlier session from its cursor. */
  public boolean isRecovered() {
    return hello.path("recovered").booleanValue();
  }

  /** Returns the cursor of the last frame with a cursor that has arrived. */
  public String cursor() {
    return frames.all().stream()
        .filter(frame -> frame.has("cursor"))
        .reduce((_, last) -> last)
        .orElseThrow()
        .path("cursor")
        .asText();
  }

  /**
   * Returns the updates before the first {@code synced} frame: the whole snapshot, or the missed
   * ones.
   */
  public List<Seen> snapshot() {
    return snapshot;
  }

  public String subprotocol() {
    return socket.getSubprotocol();
  }

  /** Waits for the next live update; fails if another frame comes first. */
  public Seen next() throws InterruptedException {
    JsonNode frame = nextFrame();
    if (!frame.path("type").asText().equals("update")) {
      throw new AssertionError("Not an update: " + frame);
    }
    return Seen.of(frame);
  }

  /** Waits for the frame that reports the end of this sync. */
  public JsonNode syncDone(String syncId) throws InterruptedException {
    return syncs
        .await(
            frame ->
                frame.path("syncId").asText().equals(syncId)
                    && frame.path("state").asText().equals("done"),
            NEXT_WITHIN)
        .orElseThrow(() -> new AssertionError("Not done in time, after " + syncs.all()));
  }

  /** Returns all frames about syncs that have arrived. */
  public List<JsonNode> syncs() {
    return syncs.all();
  }

  /** Waits for the next frame about presence, of any content, and returns it without its type. */
  public String nextPresence() throws InterruptedException {
    return presences
        .take(NEXT_WITHIN)
        .map(Screen::withoutType)
        .orElseThrow(() -> new AssertionError("No further presence, after " + presences.all()));
  }

  /** Returns all frames about presence that have arrived, taken or not, without their type. */
  public List<String> presences() {
    return presences.all().stream().map(Screen::withoutType).toList();
  }

  private static String withoutType(JsonNode frame) {
    ObjectNode copy = frame.deepCopy();
    copy.remove("type");
    return copy.toString();
  }

  /** Returns all updates that have arrived, taken or not, including those of the snapshot. */
  public List<Seen> updates() {
    return frames.all().stream()
        .filter(frame -> frame.path("type").asText().equals("update"))
        .map(Seen::of)
        .toList();
  }

  /** Returns true if the session was closed or has failed. */
  public boolean isClosed() {
    return frames.hasEnded();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private List<Seen> takeSnapshot() throws InterruptedException {
    List<Seen> entries = new ArrayList<>();
    for (JsonNode frame = nextFrame();
        !frame.path("type").asText().equals("synced");
        frame = nextFrame()) {
      entries.add(Seen.of(frame));
    }
    return List.copyOf(entries);
  }

  private JsonNode nextFrame() throws InterruptedException {
    return frames
        .take(NEXT_WITHIN)
        .orElseThrow(() ->
            new AssertionError(
                "No further frame "
                    + (isClosed() ? "before the end" : "in time")
                    + ", after "
                    + frames.all()));
  }
}
