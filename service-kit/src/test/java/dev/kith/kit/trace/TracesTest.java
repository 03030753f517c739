package dev.kith.kit.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TracesTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final Traces traces =
      new Traces(
          OpenTelemetrySdk.builder()
              .setTracerProvider(SdkTracerProvider.builder().build())
              .build());

  @Test
  void what_a_followed_record_leads_to_is_followed() {
    Span span = processing("00-" + TRACE + "-00f067aa0ba902b7-01");
    Headers headers = new RecordHeaders();

    try (var _ = Traces.underWay(span).makeCurrent()) {
      Traces.inject(headers);
    }

    assertThat(new String(Traces.parent(headers), UTF_8))
        .isEqualTo("00-%s-%s-01".formatted(TRACE, span.getSpanContext().getSpanId()));
  }

  @Test
  void of_very_many_that_one_leads_to_only_some_are() {
    Span span = processing("00-" + TRACE + "-00f067aa0ba902b7-01");

    try (var _ = Traces.underWay(span).makeCurrent()) {
      var followed =
          IntStream.range(0, 1_000)
              .mapToObj(_ -> new RecordHeaders())
              .peek(Traces::inject)
              .filter(headers -> Traces.parent(headers) != null);

      assertThat(followed).hasSize(32);
    }
  }

  @Test
  void what_is_not_sampled_or_no_trace_at_all_is_not_followed() {
    for (var header : new String[] {"00-" + TRACE + "-00f067aa0ba902b7-00", "nonsense", ""}) {
      Headers headers = new RecordHeaders();

      try (var _ = Traces.underWay(processing(header)).makeCurrent()) {
        Traces.inject(headers);
      }

      assertThat(headers).isEmpty();
    }
  }

  private Span processing(String header) {
    return traces.processing(header.getBytes(UTF_8), "kith.journal", 3, 1532);
  }
}
