package dev.kith.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteLabelsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/users/alice/profile",
        "/v1/users/profile/profile",
        "/v1/{kind}/alice/profile",
        "/v1/{kind}/{address}/contacts/bob",
        "/alice",
        "http://localhost/v1/users/alice/profile",
        "/v1/users/alice%40example.com/updates",
        "{alice}"
      })
  void what_is_no_route_is_not_a_label(String uri) {
    assertThat(RouteLabels.route(uri)).isEqualTo(RouteLabels.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/{kind}/{address}/profile, /v1/{kind}/{address}/profile",
    "/v1/{kind}/{address}/contacts/{peer}, /v1/{kind}/{address}/contacts/{peer}",
    "/v1/{kind}/{address}/{resource:contacts:sync$}, /v1/{kind}/{address}/{resource}",
    "/v1/{kind}/{address}/picture/links/{token}, /v1/{kind}/{address}/picture/links/{token}",
    "/v1/webhooks/{id:[^/:]+}:rotate, /v1/webhooks/{id}:rotate",
    "/v1/users/me/profile, /v1/users/me/profile",
    "/v1, /v1",
    "/q/health/ready, /q/health/ready",
    "NOT_FOUND, NOT_FOUND",
    "UNKNOWN, UNKNOWN"
  })
  void a_route_is(String uri, String label) {
    assertThat(RouteLabels.route(uri)).isEqualTo(label);
  }

  @Test
  void a_method_that_is_none_is_no_label() {
    var meters = new SimpleMeterRegistry();
    meters.config().meterFilter(new RouteLabels());

    meters.counter("requests", "method", "ATTACK1").increment();
    meters.counter("requests", "method", "ATTACK2").increment();

    assertThat(meters.getMeters())
        .singleElement()
        .satisfies(
            meter -> assertThat(meter.getId().getTag("method")).isEqualTo(RouteLabels.OTHER));
  }

  @Test
  void a_meter_keeps_its_other_labels() {
    var meters = new SimpleMeterRegistry();
    meters.config().meterFilter(new RouteLabels());

    meters.counter("requests", "uri", "/v1/users/alice/profile", "method", "GET").increment();

    var id = meters.getMeters().getFirst().getId();
    assertThat(id.getTag("uri")).isEqualTo(RouteLabels.OTHER);
    assertThat(id.getTag("method")).isEqualTo("GET");
  }
}
