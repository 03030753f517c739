package dev.kith.notifier.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Recency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriberPresenceTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
  private static final PresenceView ONLINE = new PresenceView.Online();
  private static final PresenceView OFFLINE =
      new PresenceView.Offline(NOW.minus(Duration.ofDays(4)));
  private static final PresenceView ROUGHLY = new PresenceView.Roughly(Recency.THIS_WEEK);

  @Test
  void presence_survives_a_round_trip() {
    for (var view : List.of(ONLINE, OFFLINE, ROUGHLY)) {
      assertThat(SubscriberPresence.read(told(Optional.of(view), true).write()))
          .isEqualTo(told(Optional.of(view), true));
    }
    assertThat(SubscriberPresence.read(told(Optional.empty(), false).write()))
        .isEqualTo(told(Optional.empty(), false));
  }

  /** The record on the topic, too, has only the coarse value. */
  @Test
  void coarse_presence_has_neither_a_time_nor_online() {
    var update = told(Optional.of(ROUGHLY), false).write();

    assertThat(update.getOnline()).isFalse();
    assertThat(update.getLastSeen()).isNull();
    assertThat(update.getRoughly()).isEqualTo("this-week");
  }

  @Test
  void a_subscriber_with_coarse_presence_receives_no_transitions() {
    assertThat(told(Optional.of(ONLINE), true).roughly(NOW)).isEmpty();
    assertThat(told(Optional.of(OFFLINE), false).roughly(NOW))
        .contains(told(Optional.of(ROUGHLY), false));
  }

  private static SubscriberPresence told(Optional<PresenceView> shown, boolean cameOrWent) {
    return new SubscriberPresence(new Address("bob"), new Address("alice"), shown, cameOrWent);
  }
}
