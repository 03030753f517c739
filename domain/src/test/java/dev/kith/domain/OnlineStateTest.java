package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OnlineStateTest {

  private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-11-21T11:00:00Z");

  private static final OnlineState HERE = OnlineState.NONE.arrive("one", NINE).settle(NINE);

  @Test
  void a_user_without_sessions_so_far_is_unknown() {
    assertThat(OnlineState.NONE.presence().isKnown()).isFalse();
    assertThat(OnlineState.NONE.settle(NINE)).isEqualTo(OnlineState.NONE);
  }

  @Test
  void a_user_with_a_session_on_any_node_is_online() {
    assertThat(HERE.presence().exactly()).isEqualTo(new PresenceView.Online());

    var elsewhere = HERE.arrive("two", TEN).leave("one", TEN, TEN).settle(ELEVEN);

    assertThat(elsewhere.presence().online()).isTrue();
  }

  @Test
  void a_user_who_reconnects_in_time_stays_online() {
    var away = HERE.leave("one", TEN, ELEVEN);

    assertThat(away.settle(TEN)).isEqualTo(away);
    assertThat(away.arrive("two", TEN).settle(ELEVEN).presence().online()).isTrue();
  }

  @Test
  void a_user_who_does_not_reconnect_was_last_seen_when_they_left() {
    var gone = HERE.leave("one", TEN, ELEVEN).settle(ELEVEN);

    assertThat(gone.presence().exactly()).isEqualTo(new PresenceView.Offline(TEN));
    assertThat(gone.leaves()).isEmpty();
  }

  @Test
  void a_node_without_sessions_of_the_user_changes_nothing() {
    assertThat(HERE.leave("another", TEN, TEN)).isEqualTo(HERE);
  }

  @Test
  void a_recalled_user_whom_no_node_claims_goes_offline() {
    var recalled = OnlineState.NONE.recall(new Presence(true, NINE), TEN);

    assertThat(recalled.settle(NINE).presence().online()).isTrue();
    assertThat(recalled.settle(TEN).presence()).isEqualTo(new Presence(false, NINE));
  }

  @Test
  void a_recalled_user_whom_a_node_claims_is_settled_as_online() {
    var recalled = OnlineState.NONE.arrive("one", TEN).recall(new Presence(false, NINE), ELEVEN);

    assertThat(recalled.presence()).isEqualTo(new Presence(false, TEN));
    assertThat(recalled.settle(TEN).presence()).isEqualTo(new Presence(true, TEN));
  }
}
