package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MessageEndTest {

  private static final MessageEnd OPEN = new MessageEnd(false, false, false);
  private static final MessageEnd PAIRED = new MessageEnd(false, false, true);
  private static final MessageEnd RESTRICTED = new MessageEnd(false, true, false);

  @Test
  void an_end_without_rules_forbids_nothing() {
    assertThat(OPEN.forbids(OPEN)).isEmpty();
    assertThat(OPEN.forbids(RESTRICTED)).isEmpty();
    assertThat(MessageEnd.of(HalfEdge.NONE, Settings.NONE)).isEqualTo(OPEN);
  }

  @Test
  void a_restricted_end_lets_only_pairs_pass_whichever_end_says_so() {
    assertThat(RESTRICTED.forbids(OPEN)).contains(MessageRule.RESTRICTED);
    assertThat(RESTRICTED.forbids(PAIRED)).isEmpty();
    assertThat(new MessageEnd(false, true, true).forbids(OPEN)).isEmpty();
  }

  @Test
  void a_block_holds_for_pairs_too_and_goes_before_a_restriction() {
    assertThat(new MessageEnd(true, true, true).forbids(PAIRED)).contains(MessageRule.BLOCKED);
    assertThat(new MessageEnd(true, true, false).forbids(OPEN)).contains(MessageRule.BLOCKED);
  }

  @Test
  void it_is_read_from_the_half_edge_and_the_settings() {
    var position = new Position(0, 1);
    var half = new HalfEdge(position, false, Choice.UNSET, false, true, true, new TreeSet<>());

    assertThat(MessageEnd.of(half, new Settings(position, true, true)))
        .isEqualTo(new MessageEnd(true, true, true));
    assertThat(MessageEnd.of(half, Settings.NONE).forbids(OPEN))
        .isEqualTo(Optional.of(MessageRule.BLOCKED));
  }
}
