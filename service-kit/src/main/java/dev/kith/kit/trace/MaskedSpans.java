package dev.kith.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;

/**
 * Span processor that removes addresses, queries and callers from the spans of HTTP requests before
 * they are exported.
 */
@Singleton
public class MaskedSpans implements SpanProcessor {

  /** Replacement of removed values, by OpenTelemetry's conventions. */
  private static final String REDACTED = "REDACTED";

  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
  private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");
  private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");

  private final MaskedPath masked;

  MaskedSpans(MaskedPath masked) {
    this.masked = masked;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    var path = span.getAttribute(PATH);
    if (path != null) {
      span.setAttribute(PATH, masked.of(path));
    }
    var full = span.getAttribute(FULL);
    if (full != null) {
      span.setAttribute(FULL, masked.ofUrl(full));
    }
    for (var key : new AttributeKey<?>[] {QUERY, CLIENT}) {
      if (span.getAttribute(key) != null) {
        span.setAttribute(key.getKey(), REDACTED);
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // everything was masked at the start
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
