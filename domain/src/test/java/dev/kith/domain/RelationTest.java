package dev.kith.domain;

import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelationTest {

  @Test
  void either_half_may_say_that_they_are_paired() {
    var paired = aHalfEdge().paired().build();

    assertThat(Relation.NONE.withOwn(paired).paired()).isTrue();
    assertThat(Relation.NONE.withMirror(paired).paired()).isTrue();
    assertThat(Relation.NONE.paired()).isFalse();
  }

  @Test
  void a_block_by_either_is_a_block() {
    var blocked = aHalfEdge().blocked().build();

    assertThat(Relation.NONE.withOwn(blocked).blocked()).isTrue();
    assertThat(Relation.NONE.withMirror(blocked).blocked()).isTrue();
    assertThat(Relation.NONE.blocked()).isFalse();
  }

  @Test
  void one_half_does_not_replace_the_other() {
    var own = aHalfEdge().contact().build();
    var mirror = aHalfEdge().subscribed().build();

    var relation = Relation.NONE.withOwn(own).withMirror(mirror);

    assertThat(relation).isEqualTo(new Relation(own, mirror));
  }

  @Test
  void messages_pass_unless_either_has_blocked_the_other() {
    var blocked = aHalfEdge().blocked().build();

    assertThat(Relation.NONE.letsMessagesPass(Settings.NONE)).isTrue();
    assertThat(Relation.NONE.withOwn(blocked).letsMessagesPass(Settings.NONE)).isFalse();
    assertThat(Relation.NONE.withMirror(blocked).letsMessagesPass(Settings.NONE)).isFalse();
  }

  @Test
  void messages_of_one_who_is_restricted_pass_only_between_paired_ones() {
    var restricted = new Settings(Position.NONE, true, true);
    var paired = aHalfEdge().paired().build();

    assertThat(Relation.NONE.letsMessagesPass(restricted)).isFalse();
    assertThat(Relation.NONE.withOwn(paired).letsMessagesPass(restricted)).isTrue();
    assertThat(Relation.NONE.withMirror(paired).letsMessagesPass(restricted)).isTrue();
  }
}
