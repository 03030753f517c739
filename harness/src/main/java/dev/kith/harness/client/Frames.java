package dev.kith.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Arrivals;
import dev.kith.harness.Json;
import dev.kith.harness.contract.StreamContract;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket listener that collects the frames of one session. Frames about syncs and presence have
 * separate queues, because their order relative to other frames is not defined.
 */
final class Frames implements WebSocket.Listener {

  private final Arrivals<JsonNode> arrivals;
  private final Arrivals<JsonNode> syncs;
  private final Arrivals<JsonNode> presences;
  private volatile int closeCode;
  private final StringBuilder parts = new StringBuilder();

  Frames(Arrivals<JsonNode> arrivals, Arrivals<JsonNode> syncs, Arrivals<JsonNode> presences) {
    this.arrivals = arrivals;
    this.syncs = syncs;
    this.presences = presences;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    parts.append(part);
    if (last) {
      JsonNode frame = Json.parse(parts.toString());
      StreamContract.ofNotifier().saw(frame);
      arrivals(frame.path("type").asText()).add(frame);
      parts.setLength(0);
    }
    socket.request(1);
    return null;
  }

  /** Returns the code with which the session was closed; 0 while it is open. */
  int closeCode() {
    return closeCode;
  }

  private Arrivals<JsonNode> arrivals(String type) {
    return switch (type) {
      case "sync" -> syncs;
      case "presence" -> presences;
      default -> arrivals;
    };
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    StreamContract.ofNotifier().sawClosed(code);
    closeCode = code;
    arrivals.end();
    syncs.end();
    presences.end();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    arrivals.end();
    syncs.end();
    presences.end();
  }
}
