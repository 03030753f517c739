package dev.kith.http.connection;

import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import dev.kith.http.RequestTarget;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules for the head of a request. An allowed head is changed to a normal form, so that later
 * handlers need not handle other forms. Rules for the body's headers are in {@link BodyRules}.
 */
final class RequestRules {

  /** RFC 3986 3.2.2 and 3.2.3, without user information. */
  private static final Pattern HOST_AND_PORT =
      Pattern.compile(
          "(?:\\[[0-9A-Fa-f:.]+]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+)(?::[0-9]{0,5})?");

  private static final Pattern ABSOLUTE =
      Pattern.compile("https?://([^/?#]*)([^#]*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern BEARER = Pattern.compile("bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

  private static final String CLOSE = "close";
  private static final String KEEP_ALIVE = "keep-alive";
  private static final String WEBSOCKET = "websocket";

  /**
   * Fields that apply to one connection, whether {@code Connection} names them or not (RFC 9110
   * 7.6.1).
   */
  private static final List<String> HOP_BY_HOP =
      List.of("Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "TE", "HTTP2-Settings");

  /**
   * Fields that are kept even if {@code Connection} names them, because they determine the request.
   */
  private static final Set<String> END_TO_END =
      Set.of("host", "content-length", "transfer-encoding", "authorization", "origin", "expect");

  private RequestRules() {}

  /**
   * Returns the reason for a refusal; empty if the request, whose head may have been changed, is
   * allowed.
   */
  static Optional<Refusal> check(HttpRequest request) {
    return version(request)
        .or(() -> target(request))
        .or(() -> host(request))
        .or(() -> BodyRules.check(request))
        .or(() -> authorization(request.headers()))
        .or(() -> opening(request.headers()))
        .or(() -> {
          connection(request);
          return Optional.empty();
        });
  }

  private static Optional<Refusal> version(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    if (!version.protocolName().equals("HTTP")
        || !METHOD.matcher(request.method().name()).matches()) {
      return Optional.of(
          Refusal.malformed("A request begins with a method, a path and HTTP/1.1.", null));
    }
    if (version.majorVersion() != 1) {
      return Optional.of(
          new Refusal(
              HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED,
              "http-version",
              "Another version of HTTP",
              "Send HTTP/1.1.",
              null));
    }
    if (version.minorVersion() > 1) {
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
    return request.headers().contains("")
        ? Optional.of(Refusal.malformed("A header has a name before its colon.", null))
        : Optional.empty();
  }

  /**
   * Checks the target; one with scheme and host becomes a path and {@code Host} (RFC 9112 3.2.2).
   */
  private static Optional<Refusal> target(HttpRequest request) {
    var uri = request.uri();
    if (request.method().equals(HttpMethod.CONNECT)) {
      return Optional.of(
          new Refusal(
              HttpResponseStatus.NOT_IMPLEMENTED,
              "method-not-implemented",
              "This method is not implemented",
              "Kith opens no tunnels to other hosts.",
              null));
    }
    var absolute = ABSOLUTE.matcher(uri);
    if (absolute.matches()) {
      var rest = absolute.group(2);
      request.setUri(rest.startsWith("/") ? rest : "/" + rest);
      if (request.headers().getAll(HOST).size() == 1) {
        request.headers().set(HOST, absolute.group(1));
      }
      return Optional.empty();
    }
    return switch (RequestTarget.parse(uri)) {
      case RequestTarget.Refused refused -> malformedUrl(refused.detail());
      case RequestTarget.Server _ ->
          request.method().equals(HttpMethod.OPTIONS)
              ? Optional.empty()
              : malformedUrl("Send a path, such as /v1.");
      case RequestTarget.Resource _ -> Optional.empty();
    };
  }

  private static Optional<Refusal> malformedUrl(String detail) {
    return Optional.of(
        new Refusal(
            HttpResponseStatus.BAD_REQUEST,
            "malformed-url",
            "The URL is not in normal form",
            detail,
            null));
  }

  private static Optional<Refusal> host(HttpRequest request) {
    var hosts = request.headers().getAll(HOST);
    if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      return Optional.empty();
    }
    return hosts.size() == 1 && HOST_AND_PORT.matcher(hosts.getFirst().strip()).matches()
        ? Optional.empty()
        : Optional.of(
            Refusal.malformed("Send one Host header with a host, and a port if needed.", "Host"));
  }

  /**
   * Checks that there is at most one {@code Authorization} header, and writes a bearer token as
   * {@code Bearer TOKEN}; the scheme may be in any case, with several spaces behind it (RFC 9110
   * 11.4).
   */
  private static Optional<Refusal> authorization(HttpHeaders headers) {
    var given = headers.getAll(AUTHORIZATION);
    if (given.size() > 1) {
      return Optional.of(
          Refusal.malformed("Send one Authorization header.", AUTHORIZATION.toString()));
    }
    if (!given.isEmpty()) {
      var bearer = BEARER.matcher(given.getFirst());
      if (bearer.matches()) {
        headers.set(AUTHORIZATION, "Bearer " + bearer.group(1));
      }
    }
    return Optional.empty();
  }

  /**
   * Checks that the opening of a WebSocket has no body, and joins its subprotocols into one line:
   * they may arrive in several lines (RFC 6455 11.3.4).
   */
  private static Optional<Refusal> opening(HttpHeaders headers) {
    if (!list(headers, UPGRADE).contains(WEBSOCKET)) {
      return Optional.empty();
    }
    if (BodyRules.hasBody(headers)) {
      return Optional.of(
          Refusal.malformed("Open a WebSocket without a body.", CONTENT_LENGTH.toString()));
    }
    var protocols = headers.getAll(SEC_WEBSOCKET_PROTOCOL);
    if (protocols.size() > 1) {
      headers.set(SEC_WEBSOCKET_PROTOCOL, String.join(", ", protocols));
    }
    return Optional.empty();
  }

  /**
   * Removes fields that apply to this connection only, and an upgrade that {@code Connection} does
   * not name.
   */
  private static void connection(HttpRequest request) {
    var headers = request.headers();
    HOP_BY_HOP.forEach(headers::remove);
    if (!headers.contains(CONNECTION) && !headers.contains(UPGRADE)) {
      return;
    }
    var options = list(headers, CONNECTION);
    var upgrade = list(headers, UPGRADE);
    var upgrades = options.contains("upgrade") && upgrade.contains(WEBSOCKET);
    options.stream()
        .filter(option -> !END_TO_END.contains(option) && !option.equals("upgrade"))
        .forEach(headers::remove);
    headers.remove(CONNECTION);
    if (upgrades && request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      headers.set(UPGRADE, WEBSOCKET);
      headers.set(CONNECTION, "Upgrade");
    } else {
      headers.remove(UPGRADE);
      if (options.contains(CLOSE)) {
        headers.set(CONNECTION, CLOSE);
      } else if (options.contains(KEEP_ALIVE)) {
        headers.set(CONNECTION, KEEP_ALIVE);
      }
    }
  }

  /**
   * Returns the members of a list, which may be in several lines (RFC 9110 5.6.1), in lower case.
   */
  static List<String> list(HttpHeaders headers, CharSequence name) {
    return headers.getAll(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(member -> member.strip().toLowerCase(Locale.ROOT))
        .filter(member -> !member.isEmpty())
        .toList();
  }
}
