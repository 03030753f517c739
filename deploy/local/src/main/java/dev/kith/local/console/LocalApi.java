package dev.kith.local.console;

import dev.kith.door.PageHandler;
import dev.kith.door.Problem;
import dev.kith.local.token.Address;
import dev.kith.local.token.Lifetime;
import dev.kith.local.token.LocalKey;
import dev.kith.local.token.Token;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * HTTP API for the console of a local stack. {@code GET /local} tells that the stack is a local one
 * and where its broker and its registry are; {@code POST /local/token {"user":"alice"}} returns a
 * token of that user. Both answer only requests that {@link LocalOnly} allows.
 */
public final class LocalApi implements PageHandler {

  private static final String STACK = "/local";
  private static final String TOKEN = "/local/token";

  private static final String JSON = "application/json";
  private static final int MAX_BODY = 1_024;
  private static final Lifetime LIFETIME = new Lifetime(Duration.ofHours(1));

  private final LocalKey key;
  private final JsonObject stack;

  /**
   * Creates the API.
   *
   * @param broker host and port of the broker
   * @param registry URL of the registry
   */
  public LocalApi(LocalKey key, String broker, String registry) {
    this.key = key;
    this.stack = new JsonObject().put("broker", broker).put("registry", registry);
  }

  @Override
  public boolean handle(HttpServerRequest request, String path) {
    boolean isToken = path.equals(TOKEN);
    if (!isToken && !path.equals(STACK)) {
      return false;
    }
    var refusal =
        LocalOnly.refusal(isLoopback(request), request.headers())
            .map(reason -> new Problem(403, "local-only", "Only for this machine", reason));
    HttpServerResponse response = request.response();
    HttpMethod method = isToken ? HttpMethod.POST : HttpMethod.GET;
    if (refusal.isPresent()) {
      refusal.get().send(response);
    } else if (!request.method().equals(method)) {
      Problem.sendMethodNotAllowed(response, method.name());
    } else if (isToken) {
      receive(request);
    } else {
      send(response, stack);
    }
    return true;
  }

  private static boolean isLoopback(HttpServerRequest request) {
    return switch (request.connection().remoteAddress().hostAddress()) {
      case "127.0.0.1", "0:0:0:0:0:0:0:1", "::1" -> true;
      case null, default -> false;
    };
  }

  private void receive(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(JSON)) {
      // a form of another site can send other media types without asking first
      new Problem(
              415,
              "unsupported-media-type",
              "The media type of the body is not supported",
              "Send " + JSON + ".")
          .send(request.response());
    } else if (length == null || length.length() > 4 || Integer.parseInt(length) > MAX_BODY) {
      new Problem(413, "too-large", "The body is too large", "Send at most 1 KiB, with its length.")
          .send(request.response());
    } else {
      var _ = request.body().onSuccess(body -> answer(request.response(), body));
    }
  }

  private void answer(HttpServerResponse response, Buffer body) {
    try {
      Token token = Token.ofUser(user(new JsonObject(body)), Instant.now(), LIFETIME);
      send(response, new JsonObject().put("token", token.signedWith(key)));
    } catch (DecodeException | IllegalArgumentException wrong) {
      new Problem(
              400,
              "invalid-field",
              "A value is invalid",
              "Send {\"user\": ADDRESS} with the address of a user.")
          .send(response);
    }
  }

  private static Address user(JsonObject body) {
    if (body.getValue("user") instanceof String text) {
      return new Address(text);
    }
    throw new IllegalArgumentException("no user");
  }

  private static void send(HttpServerResponse response, JsonObject body) {
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    var _ = response.end(body.toBuffer());
  }
}
