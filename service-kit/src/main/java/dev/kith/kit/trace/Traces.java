package dev.kith.kit.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Propagation of traces through Kafka: the trace of a request continues in the header {@code
 * traceparent} (W3C Trace Context) of all records that it leads to, from the journal to the
 * client's frame. Unsampled requests add no header and no spans.
 *
 * <p>Spans are named by OpenTelemetry's conventions for messaging and contain no address.
 */
@Singleton
public class Traces {

  private static final String HEADER = "traceparent";

  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("messaging.operation.type");
  private static final AttributeKey<String> TOPIC =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> PARTITION =
      AttributeKey.stringKey("messaging.destination.partition.id");
  private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");

  /**
   * One change can become a million updates, and every client can ask for its request to be
   * sampled.
   */
  private static final int FOLLOWED_OF_ONE = 32;

  private static final ContextKey<AtomicInteger> LEFT = ContextKey.named("kith-followed-left");

  private static final TextMapPropagator PROPAGATOR = W3CTraceContextPropagator.getInstance();
  private static final TextMapGetter<byte[]> GETTER = new HeaderValue();

  private final Tracer tracer;

  @Inject
  public Traces(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("dev.kith");
  }

  /** Traces that record nothing. */
  public static Traces none() {
    return new Traces(OpenTelemetry.noop());
  }

  /** Writes the current thread's trace context into a record's headers, if it is sampled. */
  public static void inject(Headers headers) {
    inject(Context.current(), headers);
  }

  private static void inject(Context context, Headers headers) {
    if (isFollowed(Span.fromContext(context)) && isLeft(context)) {
      PROPAGATOR.inject(context, headers, Traces::put);
    }
  }

  /**
   * Starts the span of sending a record, and writes its context into the record's headers.
   *
   * @return to be ended when the record is acknowledged
   */
  public Span sending(ProducerRecord<?, ?> record) {
    if (!isFollowed(Span.current())) {
      return Span.getInvalid();
    }
    var span = span("send", SpanKind.PRODUCER, record.topic(), Context.current());
    inject(Context.current().with(span), record.headers());
    return span;
  }

  /**
   * Starts the span of processing a record.
   *
   * @param parent header of the record, from {@link #parent}
   * @return to be ended when processing ends; not recording if the record is not sampled
   */
  public Span processing(byte @Nullable [] parent, String topic, int partition, long offset) {
    return following(parent, "process", topic, offset)
        .setAttribute(PARTITION, Integer.toString(partition));
  }

  /** Starts the span of pushing a record to a client. */
  public Span showing(byte @Nullable [] parent, String topic, long offset) {
    return following(parent, "show", topic, offset);
  }

  private Span following(byte @Nullable [] parent, String operation, String topic, long offset) {
    if (parent == null) {
      return Span.getInvalid();
    }
    var context = PROPAGATOR.extract(Context.root(), parent, GETTER);
    return isFollowed(Span.fromContext(context))
        ? span(operation, SpanKind.CONSUMER, topic, context).setAttribute(OFFSET, offset)
        : Span.getInvalid();
  }

  /**
   * Context of a record's processing: the first {@value #FOLLOWED_OF_ONE} records that it produces
   * are traced, too.
   */
  public static Context underWay(Span span) {
    var around = Context.current();
    return isFollowed(span)
        ? around.with(span).with(LEFT, new AtomicInteger(FOLLOWED_OF_ONE))
        : around;
  }

  private static boolean isLeft(Context context) {
    var left = context.get(LEFT);
    return left == null || left.getAndDecrement() > 0;
  }

  /** Trace header of a record; null if it is not sampled. */
  public static byte @Nullable [] parent(Headers headers) {
    var header = headers.lastHeader(HEADER);
    return header == null ? null : header.value();
  }

  private Span span(String operation, SpanKind kind, String topic, Context parent) {
    return tracer
        .spanBuilder(operation + " " + topic)
        .setParent(parent)
        .setSpanKind(kind)
        .setAttribute(SYSTEM, "kafka")
        .setAttribute(OPERATION, operation)
        .setAttribute(TOPIC, topic)
        .startSpan();
  }

  private static boolean isFollowed(Span span) {
    return span.getSpanContext().isSampled();
  }

  private static void put(@Nullable Headers headers, String name, String value) {
    if (headers != null) {
      headers.remove(name).add(name, value.getBytes(UTF_8));
    }
  }

  /** Getter that knows the one header. */
  private static final class HeaderValue implements TextMapGetter<byte[]> {

    @Override
    public Iterable<String> keys(byte[] carrier) {
      return List.of(HEADER);
    }

    @Override
    public @Nullable String get(byte @Nullable [] carrier, String key) {
      return carrier != null && key.equals(HEADER) ? new String(carrier, UTF_8) : null;
    }
  }
}
