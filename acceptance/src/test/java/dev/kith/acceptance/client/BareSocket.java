package dev.kith.acceptance.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Arrivals;
import dev.kith.harness.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** WebSocket session that sends arbitrary messages and keeps each frame and the close code. */
public final class BareSocket implements WebSocket.Listener, AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final Arrivals<JsonNode> frames = new Arrivals<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder parts = new StringBuilder();
  private @Nullable WebSocket socket;

  /** Opens a session; {@code headers} are names and values in turn. */
  public static BareSocket open(URI updates, String token, String... headers) {
    BareSocket bare = new BareSocket();
    WebSocket.Builder builder =
        CLIENT.newWebSocketBuilder().subprotocols("kith.v1", "bearer." + token);
    for (int name = 0; name < headers.length; name += 2) {
      builder.header(headers[name], headers[name + 1]);
    }
    bare.socket = builder.buildAsync(updates, bare).join();
    return bare;
  }

  /** Returns the next frame of that type and skips the frames before it. */
  public JsonNode next(String type) throws InterruptedException {
    while (true) {
      JsonNode frame =
          frames
              .take(WITHIN)
              .orElseThrow(() -> new AssertionError("No " + type + ", after " + frames.all()));
      if (frame.path("type").asText().equals(type)) {
        return frame;
      }
    }
  }

  public void says(String text) {
    socket().sendText(text, true).join();
  }

  public void saysBytes() {
    socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
  }

  /** Returns the code with which the other side closed the session. */
  public int awaitClosed() {
    return closed.orTimeout(WITHIN.toSeconds(), TimeUnit.SECONDS).join();
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    parts.append(part);
    if (last) {
      frames.add(Json.parse(parts.toString()));
      parts.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    frames.end();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.completeExceptionally(failure);
    frames.end();
  }

  @Override
  public void close() {
    socket().abort();
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("not open");
    }
    return socket;
  }
}
