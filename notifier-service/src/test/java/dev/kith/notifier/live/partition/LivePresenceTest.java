package dev.kith.notifier.live.partition;

import static dev.kith.notifier.delivery.ReplicaRecords.changed;
import static dev.kith.notifier.delivery.ReplicaRecords.followed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Presence;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Rule;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged.Cause;
import dev.kith.domain.replica.Mutation;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of alice's presence as bob's session is offered it. */
class LivePresenceTest {

  private static final Content SHOWN = content("allow everyone", 0);
  private static final Content HIDDEN = content("deny everyone", 1);

  private final LiveStage stage = new LiveStage(Mutation.NONE);
  private TestSession bob;

  @BeforeEach
  void bobFollows() {
    stage.commit(followed("bob", 1, -1, SHOWN));
    bob = stage.open("bob", Optional.empty());
    bob.take();
  }

  @Test
  void a_transition_is_shown_to_those_whom_the_rules_allow() {
    stage.commit(presence(true, true));
    stage.commit(presence(false, true));

    assertThat(bob.take())
        .containsExactly(
            "presence alice Online[] now",
            "presence alice Offline[lastSeen=%s] now".formatted(LiveStage.NOW));
  }

  @Test
  void presence_that_is_no_longer_visible_is_taken_back_once() {
    stage.commit(presence(true, true), changed(-1, HIDDEN));
    bob.take();
    stage.commit(presence(false, true), changed(-1, content("deny everyone", 2)));

    assertThat(bob.take()).isEmpty();
  }

  @Test
  void a_bare_frame_takes_presence_back() {
    stage.commit(presence(true, true));
    bob.take();

    stage.commit(changed(-1, HIDDEN));

    assertThat(bob.take()).containsExactly("presence alice");
  }

  @Test
  void presence_after_it_became_visible_is_no_transition() {
    stage.commit(
        presence(true, true), changed(-1, HIDDEN), changed(-1, content("allow everyone", 2)));
    bob.take();

    stage.commit(presence(true, true));

    assertThat(bob.take()).containsExactly("presence alice Online[]");
  }

  @Test
  void a_transition_with_coarse_presence_is_not_shown_but_another_precision_is() {
    stage.commit(presence(true, false, Cause.TRANSITION));
    assertThat(bob.take()).isEmpty();

    stage.commit(presence(true, false, Cause.PRECISION));

    assertThat(bob.take()).containsExactly("presence alice Roughly[recency=RECENTLY]");
  }

  @Test
  void a_new_follower_is_shown_the_presence_that_came_while_the_subject_was_read() {
    stage.commit(followed("carol", 1, -1, SHOWN));
    var dan = stage.open("dan", Optional.empty());
    dan.take();

    stage.commit(followed("dan", 1, -1, SHOWN), presence(true, true));
    stage.answer();

    assertThat(dan.take()).last().isEqualTo("presence alice Online[]");
  }

  @Test
  void rules_that_change_nothing_for_a_viewer_show_nothing() {
    stage.commit(presence(true, true));
    bob.take();

    stage.commit(changed(-1, content("allow everyone", 2)));
    stage.commit(presence(true, true, Cause.VISIBILITY));

    assertThat(bob.take()).isEmpty();
  }

  private static FanOutRecord presence(boolean isOnline, boolean isExact) {
    return presence(isOnline, isExact, Cause.TRANSITION);
  }

  private static FanOutRecord presence(boolean isOnline, boolean isExact, Cause cause) {
    return new PresenceChanged(-1, 0, new Presence(isOnline, LiveStage.NOW), isExact, cause);
  }

  private static Content content(String rule, long at) {
    var rules = new TreeMap<String, List<Rule>>();
    rules.put(PrivacyRules.PRESENCE, List.of(Rule.parse(rule).orElseThrow()));
    return content(Optional.of("Ada"), at, new PrivacyRules(rules));
  }

  private static Content content(Optional<String> name, long at, PrivacyRules rules) {
    return dev.kith.notifier.delivery.ReplicaRecords.content(name, at, rules);
  }
}
