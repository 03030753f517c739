package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentsTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void the_latest_is_first() {
    var recents =
        Recents.NONE.with(user("bob"), at(0)).with(user("carol"), at(1)).with(user("bob"), at(90));

    assertThat(peers(recents)).containsExactly("bob", "carol");
  }

  @Test
  void a_pair_moves_at_most_once_a_minute() {
    var recents = Recents.NONE.with(user("bob"), at(0)).with(user("carol"), at(1));

    assertThat(recents.with(user("bob"), at(59))).isSameAs(recents);
    assertThat(peers(recents.with(user("bob"), at(60)))).containsExactly("bob", "carol");
  }

  @Test
  void a_late_message_is_inserted_in_order_and_moves_no_peer_back() {
    var recents = Recents.NONE.with(user("bob"), at(100)).with(user("carol"), at(200));

    assertThat(peers(recents.with(user("dave"), at(150)))).containsExactly("carol", "dave", "bob");
    assertThat(recents.with(user("carol"), at(0))).isSameAs(recents);
  }

  @Test
  void of_more_than_500_the_oldest_falls_out() {
    var full =
        IntStream.range(0, Recents.MOST)
            .boxed()
            .reduce(
                Recents.NONE,
                (recents, number) -> recents.with(user("user" + number), at(number)),
                (one, _) -> one);

    var one = full.with(user("bob"), at(1_000));

    assertThat(one.latestFirst()).hasSize(Recents.MOST);
    assertThat(peers(one)).startsWith("bob").contains("user1").doesNotContain("user0");
  }

  private static List<String> peers(Recents recents) {
    return recents.latestFirst().stream().map(recent -> recent.peer().text()).toList();
  }

  private static Address user(String text) {
    return new Address(text);
  }

  private static Instant at(long seconds) {
    return NOON.plus(Duration.ofSeconds(seconds));
  }
}
