package dev.kith.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameLineTest {

  @Test
  void an_update_shows_whose_it_is_and_all_that_is_visible() {
    String frame =
        """
        {"type":"update","cursor":"5:902","subject":"alice","kind":"changed","profile":{"address":"alice",
         "name":"Alice","attributes":{"city":"Oslo"},"picture":{"sha256":"ab","width":640,"height":480},
         "presence":{"online":false,"lastSeen":"2026-11-21T10:15:30Z"}}}
        """;

    assertThat(FrameLine.of(frame))
        .isEqualTo(
            "changed   alice  name \"Alice\", city \"Oslo\", picture 640×480, offline, last seen 2026-11-21T10:15:30Z");
  }

  @Test
  void the_version_of_ones_own_profile_is_not_shown_but_attributes_of_any_name_are() {
    String frame =
        """
        {"type":"update","subject":"bob","kind":"changed","profile":{"address":"bob","name":"Bob",
         "position":"2:8","attributes":{"address":"1 High Street"}}}
        """;

    assertThat(FrameLine.of(frame))
        .isEqualTo("changed   bob  name \"Bob\", address \"1 High Street\"");
  }

  @Test
  void a_removed_entry_shows_whose_it_was() {
    assertThat(
            FrameLine.of(
                "{\"type\":\"update\",\"cursor\":\"5:904\",\"subject\":\"dave\",\"kind\":\"removed\"}"))
        .isEqualTo("removed   dave");
  }

  @Test
  void a_hello_says_whether_anything_was_missed() {
    assertThat(FrameLine.of("{\"type\":\"hello\",\"cursor\":\"5:901\",\"recovered\":true}"))
        .contains("resumed");
    assertThat(FrameLine.of("{\"type\":\"hello\",\"cursor\":\"5:901\",\"recovered\":false}"))
        .contains("new snapshot");
  }

  @Test
  void presence_that_is_told_roughly_or_not_at_all_any_more_says_so() {
    assertThat(
            FrameLine.of("{\"type\":\"presence\",\"subject\":\"alice\",\"lastSeen\":\"recently\"}"))
        .isEqualTo("presence  alice  last seen recently");
    assertThat(FrameLine.of("{\"type\":\"presence\",\"subject\":\"alice\"}"))
        .isEqualTo("presence  alice  unknown");
  }

  @Test
  void presence_says_who_is_there() {
    assertThat(FrameLine.of("{\"type\":\"presence\",\"subject\":\"alice\",\"online\":true}"))
        .isEqualTo("presence  alice  online");
  }

  @Test
  void a_sync_shows_how_far_it_is() {
    assertThat(
            FrameLine.of(
                "{\"type\":\"sync\",\"syncId\":\"s1\",\"state\":\"running\",\"accepted\":10,\"refused\":1,\"written\":4,\"matched\":2}"))
        .isEqualTo("sync      s1  running: 10 accepted, 1 refused, 4 written, 2 matched");
  }

  @Test
  void what_is_not_known_is_shown_as_it_came() {
    assertThat(FrameLine.of("{\"type\":\"new\"}")).endsWith("{\"type\":\"new\"}");
    assertThat(FrameLine.of("not json")).endsWith("not json");
  }
}
