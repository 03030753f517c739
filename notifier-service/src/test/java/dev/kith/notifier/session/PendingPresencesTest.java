package dev.kith.notifier.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.PresenceView;
import dev.kith.notifier.presence.SubscriberPresence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingPresencesTest {

  private static final PresenceView ONLINE = new PresenceView.Online();

  private final PendingPresences pending = new PendingPresences(2);

  @Test
  void of_one_subject_only_the_latest_is_told() {
    pending.add(told("alice", ONLINE, true));
    pending.add(told("bob", ONLINE, true));
    pending.add(told("alice", null, true));

    assertThat(pending.take()).isEqualTo(told("bob", ONLINE, true));
    assertThat(pending.take()).isEqualTo(told("alice", null, true));
    assertThat(pending.take()).isNull();
    assertThat(pending.isEmpty()).isTrue();
  }

  /** Who knows others only roughly is told no comings and goings, but what they may know at all. */
  @Test
  void what_had_to_be_told_to_all_still_has_to_when_more_comes() {
    pending.add(told("alice", ONLINE, false));
    pending.add(told("alice", ONLINE, true));

    assertThat(pending.take()).isEqualTo(told("alice", ONLINE, false));
  }

  @Test
  void one_subject_too_many_is_refused_and_more_of_the_same_is_not() {
    assertThat(pending.add(told("alice", ONLINE, true))).isTrue();
    assertThat(pending.add(told("bob", ONLINE, true))).isTrue();
    assertThat(pending.add(told("alice", null, true))).isTrue();
    assertThat(pending.add(told("carol", ONLINE, true))).isFalse();
  }

  @Test
  void they_are_taken_in_their_order_as_many_as_are_wanted() {
    pending.add(told("bob", ONLINE, true));
    pending.add(told("alice", ONLINE, true));

    assertThat(pending.take(1)).containsExactly(told("bob", ONLINE, true));
    assertThat(pending.take(5)).containsExactly(told("alice", ONLINE, true));
    assertThat(pending.take(5)).isEmpty();
  }

  private static SubscriberPresence told(
      String subject, @Nullable PresenceView view, boolean cameOrWent) {
    return new SubscriberPresence(
        new Address("eve"), new Address(subject), Optional.ofNullable(view), cameOrWent);
  }
}
