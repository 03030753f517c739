package dev.kith.http.connection;

import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_RANGE;
import static io.netty.handler.codec.http.HttpHeaderNames.EXPECT;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
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
 * The rules for the head of a request. What is allowed is brought into one form, so that nothing
 * behind has to know the others.
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

  /** Bytes of a body, at any path. */
  private static final long MAX_BODY = 64 * 1024 * 1024;

  private static final String CHUNKED = "chunked";
  private static final String CONTINUE = "100-continue";
  private static final String CLOSE = "close";
  private static final String KEEP_ALIVE = "keep-alive";
  private static final String WEBSOCKET = "websocket";

  /** Fields of one connection, whether {@code Connection} names them or not (RFC 9110 7.6.1). */
  private static final List<String> HOP_BY_HOP =
      List.of("Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "TE", "HTTP2-Settings");

  /** Fields that no connection option removes: they decide what the request is. */
  private static final Set<String> END_TO_END =
      Set.of("host", "content-length", "transfer-encoding", "authorization", "origin", "expect");

  private RequestRules() {}

  /** Why the request is refused; nothing if it goes on, which may have changed it. */
  static Optional<Refusal> check(HttpRequest request) {
    return version(request)
        .or(() -> target(request))
        .or(() -> host(request))
        .or(() -> framing(request))
        .or(() -> size(request.headers()))
        .or(() -> range(request))
        .or(() -> expectation(request))
        .or(() -> contentCoding(request))
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

  /** A target with scheme and host becomes a path and {@code Host} (RFC 9112 3.2.2). */
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

  private static Optional<Refusal> framing(HttpRequest request) {
    var headers = request.headers();
    if (!headers.contains(TRANSFER_ENCODING)) {
      return Optional.empty();
    }
    var codings = list(headers, TRANSFER_ENCODING);
    if (codings.contains(CHUNKED) && !codings.getLast().equals(CHUNKED)) {
      return Optional.of(
          Refusal.malformed("The last transfer coding is chunked.", "Transfer-Encoding"));
    }
    if (codings.stream().anyMatch(coding -> !coding.equals(CHUNKED))) {
      return Optional.of(
          new Refusal(
              HttpResponseStatus.NOT_IMPLEMENTED,
              "transfer-coding",
              "This transfer coding is not implemented",
              "Send the body chunked, or with its length.",
              "Transfer-Encoding"));
    }
    if (codings.size() != 1
        || headers.contains(CONTENT_LENGTH)
        || request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      return Optional.of(
          Refusal.malformed(
              "Send the body chunked once, in HTTP/1.1, or with its length, and not both.",
              "Transfer-Encoding"));
    }
    headers.set(TRANSFER_ENCODING, CHUNKED);
    return Optional.empty();
  }

  /** A body that no path takes is refused before it is sent. */
  private static Optional<Refusal> size(HttpHeaders headers) {
    var length = headers.get(CONTENT_LENGTH, "0").strip();
    return length.length() < 18 && Long.parseLong(length) <= MAX_BODY
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                "too-large",
                "The body is too large",
                "Send at most " + MAX_BODY + " bytes; most paths take less.",
                CONTENT_LENGTH.toString()));
  }

  /** A part must not replace the whole (RFC 9110 14.5). */
  private static Optional<Refusal> range(HttpRequest request) {
    return request.method().equals(HttpMethod.PUT) && request.headers().contains(CONTENT_RANGE)
        ? Optional.of(
            Refusal.malformed(
                "Send the whole content without Content-Range.", CONTENT_RANGE.toString()))
        : Optional.empty();
  }

  private static Optional<Refusal> expectation(HttpRequest request) {
    var headers = request.headers();
    if (!headers.contains(EXPECT)) {
      return Optional.empty();
    }
    if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      headers.remove(EXPECT);
      return Optional.empty();
    }
    if (list(headers, EXPECT).stream().allMatch(CONTINUE::equals)) {
      headers.set(EXPECT, CONTINUE);
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            HttpResponseStatus.EXPECTATION_FAILED,
            "expectation-failed",
            "This expectation cannot be met",
            "The only expectation is 100-continue.",
            "Expect"));
  }

  /** Bodies are read as they are: a coding that nothing here decodes would be taken for content. */
  private static Optional<Refusal> contentCoding(HttpRequest request) {
    var headers = request.headers();
    return !headers.contains(CONTENT_ENCODING)
            || !hasBody(headers)
            || list(headers, CONTENT_ENCODING).stream().allMatch("identity"::equals)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                "content-coding",
                "The body has a coding that is not taken",
                "Send the body without Content-Encoding.",
                "Content-Encoding"));
  }

  /** One scheme, in any case, and its token after one space or more (RFC 9110 11.4). */
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
   * The opening of a WebSocket: without a body, and its subprotocols in one line although they may
   * come in several (RFC 6455 11.3.4).
   */
  private static Optional<Refusal> opening(HttpHeaders headers) {
    if (!list(headers, UPGRADE).contains(WEBSOCKET)) {
      return Optional.empty();
    }
    if (hasBody(headers)) {
      return Optional.of(
          Refusal.malformed("Open a WebSocket without a body.", CONTENT_LENGTH.toString()));
    }
    var protocols = headers.getAll(SEC_WEBSOCKET_PROTOCOL);
    if (protocols.size() > 1) {
      headers.set(SEC_WEBSOCKET_PROTOCOL, String.join(", ", protocols));
    }
    return Optional.empty();
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.contains(TRANSFER_ENCODING)
        || (headers.contains(CONTENT_LENGTH) && !headers.get(CONTENT_LENGTH).strip().equals("0"));
  }

  /** Removes what is of this connection alone, and an upgrade that the connection does not want. */
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

  /** The members of a list, in however many lines it came (RFC 9110 5.6.1), in lower case. */
  private static List<String> list(HttpHeaders headers, CharSequence name) {
    return headers.getAll(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(member -> member.strip().toLowerCase(Locale.ROOT))
        .filter(member -> !member.isEmpty())
        .toList();
  }
}
