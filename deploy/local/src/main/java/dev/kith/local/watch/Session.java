package dev.kith.local.watch;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** WebSocket listener of one session: passes on complete frames and records the close code. */
final class Session implements WebSocket.Listener {

  /** Close code of RFC 6455 or of Kith; 1006 if the connection broke without one. */
  static final int BROKEN = 1006;

  private final Consumer<String> frames;
  private volatile boolean isGreeted;
  private final StringBuilder parts = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  public Session(Consumer<String> frames) {
    this.frames = frames;
  }

  /** Whether a frame arrived: a refused opening is closed without one. */
  boolean isGreeted() {
    return isGreeted;
  }

  /** Waits for the end; returns the close code. */
  int awaitEnd() {
    return closed.join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    parts.append(part);
    if (last) {
      isGreeted = true;
      frames.accept(parts.toString());
      parts.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    closed.complete(BROKEN);
  }
}
