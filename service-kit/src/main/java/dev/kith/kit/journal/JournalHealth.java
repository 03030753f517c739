package dev.kith.kit.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness data and metric of the journal's availability. It never makes a node unready: reads
 * continue from the stores, and without Kafka all nodes would become unready at once (ADR 24).
 */
@ApplicationScoped
public class JournalHealth {

  private final JournalAvailability availability;
  private final MeterRegistry metrics;

  JournalHealth(JournalAvailability availability, MeterRegistry metrics) {
    this.availability = availability;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    metrics.gauge("kith.journal.writable", availability, it -> it.obstacle().isEmpty() ? 1 : 0);
  }

  @Produces
  @Readiness
  HealthCheck writes() {
    return () -> {
      var obstacle = availability.obstacle();
      var answer =
          HealthCheckResponse.named("journal")
              .up()
              .withData("writes", obstacle.isEmpty() ? "yes" : "no");
      obstacle.ifPresent(cause -> answer.withData("cause", cause));
      return answer.build();
    };
  }
}
