package dev.kith.profile.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.Position;
import dev.kith.domain.PresenceView;
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

    assertThat(ViewAnswer.tag(seen(whole), bytes("anything")).getValue()).isEqualTo("3:1532");
  }

  @Test
  void with_the_presence_letters_follow_that_stand_for_the_whole_body() {
    var whole = new View(new Address("ada"), Optional.of(new Position(3, 1532)), FIELDS);
    var online = new Seen(whole, Optional.of(new PresenceView.Online()));

    var tag = ViewAnswer.tag(online, bytes("online"));

    assertThat(tag.getValue()).matches("3:1532[a-z]{16}");
    assertThat(tag).isEqualTo(ViewAnswer.tag(online, bytes("online")));
    assertThat(tag).isNotEqualTo(ViewAnswer.tag(online, bytes("away")));
  }

  @Test
  void for_others_the_tag_depends_on_what_they_see_alone() {
    var view = new View(new Address("ada"), Optional.empty(), FIELDS);

    var tag = ViewAnswer.tag(seen(view), bytes("one"));

    assertThat(tag).isEqualTo(ViewAnswer.tag(seen(view), bytes("one")));
    assertThat(tag).isNotEqualTo(ViewAnswer.tag(seen(view), bytes("other")));
    assertThat(tag.getValue()).matches("[A-Za-z0-9_-]{22}");
  }

  private static Seen seen(View view) {
    return new Seen(view, Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
