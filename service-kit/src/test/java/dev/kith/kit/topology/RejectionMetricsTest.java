package dev.kith.kit.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RejectionMetricsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RejectionMetrics rejections = new RejectionMetrics(meters);

  @Test
  void refused_events_and_dead_letters_are_counted_by_topic_and_reason() {
    rejections.refused("kith.journal", Refusal.TOO_LARGE.label());
    rejections.refused("kith.journal", Refusal.TOO_LARGE.label());
    rejections.refused("kith.journal", Refusal.VERSION_CONFLICT.label());
    rejections.deadLetter("kith.messages", "truncated");

    assertThat(meters.getMeters())
        .extracting(RejectionMetricsTest::told)
        .containsExactlyInAnyOrder(
            "kith_events_refused{kith.journal,too-large} 2.0",
            "kith_events_refused{kith.journal,version-conflict} 1.0",
            "kith_dead_letters{kith.messages,truncated} 1.0");
  }

  @Test
  void the_documentation_has_their_names_with_the_suffix_of_counters() throws IOException {
    rejections.refused("kith.journal", Refusal.INVALID.label());
    rejections.deadLetter("kith.journal", "truncated");
    var documented = Files.readString(Path.of("../docs/metrics.md"));

    assertThat(meters.getMeters())
        .hasSize(2)
        .allSatisfy(
            meter -> assertThat(documented).contains("`" + name(meter) + "_total{topic,reason}`"));
  }

  private static String told(Meter meter) {
    var id = meter.getId();
    return "%s{%s,%s} %s"
        .formatted(name(meter), id.getTag("topic"), id.getTag("reason"), ((Counter) meter).count());
  }

  /** The name in metrics of Prometheus, which appends a suffix. */
  private static String name(Meter meter) {
    return meter.getId().getConventionName(NamingConvention.snakeCase);
  }
}
