package dev.kith.kit.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.PresenceView;
import dev.kith.domain.Recency;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresenceBodyTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

  @Test
  void made_rough_it_has_neither_online_nor_a_time() {
    var online = PresenceBody.of(new PresenceView.Online());
    var offline = PresenceBody.of(new PresenceView.Offline(NOW.minus(Duration.ofDays(8))));
    var roughly = PresenceBody.of(new PresenceView.Roughly(Recency.LONG_AGO));

    assertThat(online.roughly(NOW)).isEqualTo(new PresenceBody(null, "recently"));
    assertThat(offline.roughly(NOW)).isEqualTo(new PresenceBody(null, "this-month"));
    assertThat(roughly.roughly(NOW)).isEqualTo(roughly);
  }
}
