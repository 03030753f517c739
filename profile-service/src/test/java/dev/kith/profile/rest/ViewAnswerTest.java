package dev.kith.profile.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.Position;
import dev.kith.domain.View;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ViewAnswerTest {

  private static final Fields FIELDS =
      new Fields(Optional.of("Ada"), Optional.empty(), Optional.empty(), new TreeMap<>());

  @Test
  void who_sees_the_whole_gets_its_position_as_tag() {
    var whole = new View(new Address("ada"), Optional.of(new Position(3, 1532)), FIELDS);

    assertThat(ViewAnswer.tag(whole, bytes("anything")).getValue()).isEqualTo("3:1532");
  }

  @Test
  void for_others_the_tag_depends_on_what_they_see_alone() {
    var view = new View(new Address("ada"), Optional.empty(), FIELDS);

    var tag = ViewAnswer.tag(view, bytes("one"));

    assertThat(tag).isEqualTo(ViewAnswer.tag(view, bytes("one")));
    assertThat(tag).isNotEqualTo(ViewAnswer.tag(view, bytes("other")));
    assertThat(tag.getValue()).matches("[A-Za-z0-9_-]{22}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
