package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.ProfileFixture.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresencePolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
  private static final Presence ONLINE = new Presence(true, NOW);
  private static final Settings COARSE = new Settings(Position.NONE, true, false, LastSeen.COARSE);

  @Test
  void by_default_only_contacts_of_the_owner_see_presence() {
    assertThat(asked(aProfile(), aHalfEdge().contact())).contains(new PresenceView.Online());
    assertThat(asked(aProfile(), aHalfEdge())).isEmpty();
  }

  @Test
  void a_viewer_who_is_blocked_or_has_an_empty_view_sees_no_presence() {
    var hidden = aProfile().hiding("name").hiding("status").hiding("picture").hiding("attributes");

    assertThat(asked(aProfile(), aHalfEdge().contact().blocked())).isEmpty();
    assertThat(asked(aProfile().deleted(), aHalfEdge().contact())).isEmpty();
    assertThat(asked(hidden, aHalfEdge().contact())).isEmpty();
  }

  @Test
  void a_user_without_sessions_so_far_has_no_presence() {
    var presencePolicy = showing(aProfile(), Settings.NONE);

    assertThat(presencePolicy.asked(BOB, aHalfEdge().contact().build(), Presence.NONE, NOW))
        .isEmpty();
    assertThat(presencePolicy.whole(Presence.NONE)).isEmpty();
  }

  @Test
  void coarse_presence_shows_neither_a_time_nor_the_online_state() {
    var coarse = showing(aProfile(), COARSE);

    assertThat(coarse.asked(BOB, aHalfEdge().contact().build(), ONLINE, NOW))
        .isEqualTo(coarse.asked(BOB, aHalfEdge().contact().build(), ago(Duration.ofHours(71)), NOW))
        .contains(new PresenceView.Roughly(Recency.RECENTLY));
    assertThat(coarse.whole(ONLINE)).contains(new PresenceView.Online());
  }

  @Test
  void coarse_categories_are_three_days_a_week_a_month_and_long_ago() {
    assertThat(recency(Duration.ofSeconds(-5))).isEqualTo("recently");
    assertThat(recency(Duration.ofDays(3).minusMillis(1))).isEqualTo("recently");
    assertThat(recency(Duration.ofDays(3))).isEqualTo("this-week");
    assertThat(recency(Duration.ofDays(7))).isEqualTo("this-month");
    assertThat(recency(Duration.ofDays(30))).isEqualTo("long-ago");
    assertThat(Recency.read("this-month")).isEqualTo(Recency.THIS_MONTH);
    assertThat(Recency.read("yesterday")).isEqualTo(Recency.LONG_AGO);
  }

  @Test
  void only_followers_get_presence_updates() {
    var presencePolicy = showing(aProfile(), Settings.NONE);
    var contact = aHalfEdge().contact().build();
    var follows = aHalfEdge().subscribed().build();

    assertThat(presencePolicy.tells(BOB, new Relation(contact, follows))).isTrue();
    assertThat(presencePolicy.tells(BOB, new Relation(contact, HalfEdge.NONE))).isFalse();
    assertThat(presencePolicy.tells(BOB, new Relation(HalfEdge.NONE, follows))).isFalse();
  }

  @Test
  void exact_presence_is_for_those_who_show_theirs_exactly() {
    var contact = aHalfEdge().contact().build();

    assertThat(showing(aProfile(), Settings.NONE).isExactTo(BOB, contact)).isTrue();
    assertThat(showing(aProfile(), COARSE).isExactTo(BOB, contact)).isFalse();
    assertThat(showing(aProfile(), Settings.NONE).isExactTo(BOB, HalfEdge.NONE)).isFalse();
    assertThat(showing(aProfile().hiding("presence"), Settings.NONE).isExactTo(BOB, contact))
        .isFalse();
  }

  @Test
  void rules_and_settings_may_change_who_sees_presence_and_a_new_status_does_not() {
    var presencePolicy = showing(aProfile(), Settings.NONE);

    assertThat(presencePolicy.mayDifferFrom(showing(aProfile(), Settings.NONE))).isFalse();
    assertThat(presencePolicy.mayDifferFrom(showing(aProfile(), COARSE))).isTrue();
    assertThat(presencePolicy.mayDifferFrom(showing(aProfile().hiding("presence"), Settings.NONE)))
        .isTrue();
    assertThat(presencePolicy.mayDifferFrom(showing(aProfile().without("status"), Settings.NONE)))
        .isTrue();
    assertThat(presencePolicy.mayDifferFrom(showing(aProfile().deleted(), Settings.NONE))).isTrue();
  }

  private static Optional<PresenceView> asked(ProfileFixture profile, HalfEdgeFixture halfEdge) {
    return showing(profile, Settings.NONE).asked(BOB, halfEdge.build(), ONLINE, NOW);
  }

  private static PresencePolicy showing(ProfileFixture profile, Settings settings) {
    return new PresencePolicy(ALICE, profile.build(), settings);
  }

  private static Presence ago(Duration ago) {
    return new Presence(false, NOW.minus(ago));
  }

  private static String recency(Duration ago) {
    return Recency.of(NOW.minus(ago), NOW).text();
  }
}
