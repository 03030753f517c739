package dev.kith.http.connection;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_RANGE;
import static io.netty.handler.codec.http.HttpHeaderNames.EXPECT;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/** Rules for the headers that announce a request's body: its framing, size and coding. */
final class BodyRules {

  /** Maximum bytes of a body, at any path. */
  private static final long MAX_BODY = 64 * 1024 * 1024;

  private static final String CHUNKED = "chunked";
  private static final String CONTINUE = "100-continue";

  private BodyRules() {}

  /**
   * Returns the reason for a refusal; empty if the request is allowed. May change headers to their
   * normal form.
   */
  static Optional<Refusal> check(HttpRequest request) {
    return framing(request)
        .or(() -> size(request.headers()))
        .or(() -> range(request))
        .or(() -> expectation(request))
        .or(() -> contentCoding(request));
  }

  private static Optional<Refusal> framing(HttpRequest request) {
    var headers = request.headers();
    if (!headers.contains(TRANSFER_ENCODING)) {
      return Optional.empty();
    }
    var codings = RequestRules.list(headers, TRANSFER_ENCODING);
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

  /** Refuses a body that is too large for every path, before the client sends it. */
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

  /** Refuses a PUT of a part, which must not replace the whole content (RFC 9110 14.5). */
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
    if (RequestRules.list(headers, EXPECT).stream().allMatch(CONTINUE::equals)) {
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

  /** Refuses content codings: bodies are not decoded, so a coded body would be read as content. */
  private static Optional<Refusal> contentCoding(HttpRequest request) {
    var headers = request.headers();
    return !headers.contains(CONTENT_ENCODING)
            || !hasBody(headers)
            || RequestRules.list(headers, CONTENT_ENCODING).stream().allMatch("identity"::equals)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                "content-coding",
                "The body has a coding that is not taken",
                "Send the body without Content-Encoding.",
                "Content-Encoding"));
  }

  static boolean hasBody(HttpHeaders headers) {
    return headers.contains(TRANSFER_ENCODING)
        || (headers.contains(CONTENT_LENGTH) && !headers.get(CONTENT_LENGTH).strip().equals("0"));
  }
}
