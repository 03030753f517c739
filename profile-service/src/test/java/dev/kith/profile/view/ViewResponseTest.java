package dev.kith.profile.view;

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

class ViewResponseTest {

  private static final Fields FIELDS =
      new Fields(Optional.of("Ada"), Optional.empty(), Optional.empty(), new TreeMap<>());

  @Test
  void who_sees_the_whole_gets_its_position_as_tag() {
    var whole = new View(new Address("ada"), Optional.of(new Position(3, 1532)), FIELDS);

    assertThat(ViewResponse.tag(seen(whole), bytes("anything")).getValue()).isEqualTo("3:1532");
  }

  @Test
  void with_the_presence_letters_follow_that_stand_for_the_whole_body() {
    var whole = new View(new Address("ada"), Optional.of(new Position(3, 1532)), FIELDS);
    var online = new ViewedProfile(whole, Optional.of(new PresenceView.Online()));

    var tag = ViewResponse.tag(online, bytes("online"));

    assertThat(tag.getValue()).matches("3:1532[a-z]{16}");
    assertThat(tag).isEqualTo(ViewResponse.tag(online, bytes("online")));
    assertThat(tag).isNotEqualTo(ViewResponse.tag(online, bytes("away")));
  }

  @Test
  void for_others_the_tag_depends_on_what_they_see_alone() {
    var view = new View(new Address("ada"), Optional.empty(), FIELDS);

    var tag = ViewResponse.tag(seen(view), bytes("one"));

    assertThat(tag).isEqualTo(ViewResponse.tag(seen(view), bytes("one")));
    assertThat(tag).isNotEqualTo(ViewResponse.tag(seen(view), bytes("other")));
    assertThat(tag.getValue()).matches("[A-Za-z0-9_-]{22}");
  }

  private static ViewedProfile seen(View view) {
    return new ViewedProfile(view, Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
