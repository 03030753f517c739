package dev.kith.local.watch;

import dev.kith.local.base.CliException;
import dev.kith.local.token.Address;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Client that keeps one session open, resumes from its cursor after a loss, and prints all frames.
 */
public final class Watcher {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration MAX_PAUSE = Duration.ofSeconds(15);

  private final URI door;
  private final Address address;
  private final Supplier<String> tokens;
  private final boolean raw;
  private final PrintWriter out;
  private final HttpClient client = HttpClient.newHttpClient();

  private Duration pause = FIRST_PAUSE;
  private boolean connectedOnce;

  /**
   * Offset of Kith's close codes: a refused opening is closed with 4401 instead of 401, and so on.
   */
  private static final int CLOSE_CODE_OFFSET = 4000;

  private volatile @Nullable String cursor;

  /** {@code tokens} supplies a token for each connection, because the watch may outlive a token. */
  public Watcher(URI door, Address address, Supplier<String> tokens, boolean raw, PrintWriter out) {
    this.door = door;
    this.address = address;
    this.tokens = tokens;
    this.raw = raw;
    this.out = out;
  }

  /**
   * Never returns: ends with the process, or with a {@link CliException} for a failure that a retry
   * cannot fix.
   */
  public void watch() throws InterruptedException {
    while (true) {
      try {
        Session session = new Session(this::print);
        var _ =
            client
                .newWebSocketBuilder()
                .subprotocols("kith.v1", "bearer." + tokens.get())
                .buildAsync(updates(), session)
                .join();
        int code = session.awaitEnd();
        if (session.isGreeted()) {
          connectedOnce = true;
          pause = FIRST_PAUSE;
          say("-- closed with " + code + ", reconnecting");
        } else {
          say(
              "-- "
                  + retryReason(code - CLOSE_CODE_OFFSET)
                  + ", retrying in "
                  + pause.toMillis()
                  + " ms");
        }
      } catch (CompletionException failure) {
        say("-- " + retryReason(failure.getCause()) + ", retrying in " + pause.toMillis() + " ms");
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
    }
  }

  private URI updates() {
    String scheme = "https".equals(door.getScheme()) ? "wss" : "ws";
    String last = cursor;
    String query = last == null ? "" : "?cursor=" + URLEncoder.encode(last, StandardCharsets.UTF_8);
    return URI.create(
        scheme
            + "://"
            + door.getRawAuthority()
            + "/v1/users/"
            + address.text()
            + "/updates"
            + query);
  }

  private String retryReason(@Nullable Throwable failure) {
    return switch (failure) {
      case ConnectException _ when connectedOnce -> "nothing listens on " + door;
      case ConnectException _ ->
          throw new CliException(
              "Nothing listens on "
                  + door
                  + "; start Kith with ./kith run, or give another URL with --url.");
      case WebSocketHandshakeException refused -> retryReason(refused.getResponse().statusCode());
      case null -> "the connection broke";
      default -> "the connection broke (" + failure.getMessage() + ")";
    };
  }

  private String retryReason(int status) {
    return switch (status) {
      case 401, 403 ->
          throw new CliException(
              door
                  + " does not accept a token of this key ("
                  + status
                  + "); give the stack's data folder with --data.");
      case 404 ->
          throw new CliException(
              door + " has no updates of " + address + " (404): it is not a Kith front door.");
      default -> "the notifier is not ready";
    };
  }

  private void print(String frame) {
    remember(frame);
    say(
        raw
            ? frame
            : LocalTime.now(ZoneId.systemDefault()).format(TIME) + "  " + FrameLine.of(frame));
  }

  private void remember(String frame) {
    try {
      JsonObject received = new JsonObject(frame);
      if (isNewSnapshot(received)) {
        cursor = null;
      }
      cursor = received.getString("cursor", cursor);
    } catch (DecodeException notJson) {
      // printed unchanged; it has no cursor
    }
  }

  /** Whether a new snapshot follows, so that earlier output and the cursor are obsolete. */
  private static boolean isNewSnapshot(JsonObject frame) {
    return "hello".equals(frame.getString("type")) && !frame.getBoolean("recovered", false);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
