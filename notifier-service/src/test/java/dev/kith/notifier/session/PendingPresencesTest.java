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
  void presence_of_one_subject_is_merged_to_the_latest() {
    pending.add(told("alice", ONLINE, true));
    pending.add(told("bob", ONLINE, true));
    pending.add(told("alice", null, true));

    assertThat(pending.take()).isEqualTo(told("bob", ONLINE, true));
    assertThat(pending.take()).isEqualTo(told("alice", null, true));
    assertThat(pending.take()).isNull();
    assertThat(pending.isEmpty()).isTrue();
  }

  /**
   * A client with coarse presence receives no transitions, but does receive changes of visibility.
   */
  @Test
  void a_pending_change_of_visibility_is_kept_when_a_transition_is_merged() {
    pending.add(told("alice", ONLINE, false));
    pending.add(told("alice", ONLINE, true));

    assertThat(pending.take()).isEqualTo(told("alice", ONLINE, false));
  }

  @Test
  void one_subject_too_many_is_refused_but_not_more_presence_of_the_same() {
    assertThat(pending.add(told("alice", ONLINE, true))).isTrue();
    assertThat(pending.add(told("bob", ONLINE, true))).isTrue();
    assertThat(pending.add(told("alice", null, true))).isTrue();
    assertThat(pending.add(told("carol", ONLINE, true))).isFalse();
  }

  @Test
  void presence_is_taken_in_order_up_to_the_limit() {
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
