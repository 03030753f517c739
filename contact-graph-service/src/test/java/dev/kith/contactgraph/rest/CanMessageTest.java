package dev.kith.contactgraph.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.contactgraph.query.PeerRelation;
import dev.kith.contactgraph.rest.CanMessageResource.Body;
import dev.kith.domain.MessageEnd;
import org.junit.jupiter.api.Test;

class CanMessageTest {

  private static final MessageEnd OPEN = new MessageEnd(false, false, false);
  private static final MessageEnd BLOCKING = new MessageEnd(true, false, false);
  private static final MessageEnd RESTRICTED = new MessageEnd(false, true, false);

  @Test
  void one_who_blocks_hides_or_was_never_there_is_the_same() {
    var blocking = Body.of(OPEN, peer(BLOCKING, false));
    var hiding = Body.of(OPEN, peer(OPEN, false));

    assertThat(blocking).isEqualTo(hiding).isEqualTo(new Body(false, null));
    assertThat(Body.of(OPEN, peer(OPEN, true))).isEqualTo(new Body(true, null));
  }

  @Test
  void the_owners_own_rule_is_told_whether_the_peer_is_there_or_not() {
    for (var shown : new boolean[] {true, false}) {
      assertThat(Body.of(BLOCKING, peer(OPEN, shown))).isEqualTo(new Body(false, "blocked"));
      assertThat(Body.of(RESTRICTED, peer(OPEN, shown))).isEqualTo(new Body(false, "restricted"));
    }
  }

  private static PeerRelation peer(MessageEnd messages, boolean shown) {
    return new PeerRelation("bob", messages, shown, false, shown);
  }
}
