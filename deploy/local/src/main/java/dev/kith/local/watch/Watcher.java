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
 * Holds a session open, opens it again where it left off when it is lost, and prints what comes.
 */
public final class Watcher {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final URI door;
  private final Address address;
  private final Supplier<String> tokens;
  private final boolean raw;
  private final PrintWriter out;
  private final HttpClient client = HttpClient.newHttpClient();

  private Duration pause = FIRST_PAUSE;
  private boolean connectedOnce;

  /** A refused opening is closed with 4401 in place of 401, and so on. */
  private static final int OWN_CODES = 4000;

  private volatile @Nullable String cursor;

  /** {@code tokens} is asked for each connection: one lives longer than a token may. */
  public Watcher(URI door, Address address, Supplier<String> tokens, boolean raw, PrintWriter out) {
    this.door = door;
    this.address = address;
    this.tokens = tokens;
    this.raw = raw;
    this.out = out;
  }

  /**
   * Never returns: ends with a {@link CliException} that trying again would not cure, or with the
   * process.
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
          say("-- closed with " + code + "; connecting again");
        } else {
          say(
              "-- "
                  + reasonToTryAgain(code - OWN_CODES)
                  + "; trying again in "
                  + pause.toMillis()
                  + " ms");
        }
      } catch (CompletionException failure) {
        say(
            "-- "
                + reasonToTryAgain(failure.getCause())
                + "; trying again in "
                + pause.toMillis()
                + " ms");
      }
      Thread.sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
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

  private String reasonToTryAgain(@Nullable Throwable failure) {
    return switch (failure) {
      case ConnectException _ when connectedOnce -> "nothing listens on " + door;
      case ConnectException _ ->
          throw new CliException(
              "Nothing listens on "
                  + door
                  + "; start Kith with ./kith run, or name another place with --url.");
      case WebSocketHandshakeException refused ->
          reasonToTryAgain(refused.getResponse().statusCode());
      case null -> "the connection broke";
      default -> "the connection broke (" + failure.getMessage() + ")";
    };
  }

  private String reasonToTryAgain(int status) {
    return switch (status) {
      case 401, 403 ->
          throw new CliException(
              door
                  + " does not accept a token of this key ("
                  + status
                  + "); name the stack's own folder with --data.");
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
      JsonObject said = new JsonObject(frame);
      if (saysToForget(said)) {
        cursor = null;
      }
      cursor = said.getString("cursor", cursor);
    } catch (DecodeException notJson) {
      // it is printed as it is; there is nothing to go on from
    }
  }

  /** What is on the screen up to now is worth nothing any more, and so is how far it went. */
  private static boolean saysToForget(JsonObject frame) {
    return "hello".equals(frame.getString("type")) && !frame.getBoolean("recovered", false);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
