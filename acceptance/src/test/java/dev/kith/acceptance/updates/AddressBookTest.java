package dev.kith.acceptance.updates;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.joined;
import static dev.kith.harness.client.Seen.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Test of the address book: its content, its pages, and the changes since a cursor. */
@OnTheStack
class AddressBookTest {

  private final Stack stack;
  private final Person bob;

  AddressBookTest(Stack stack) {
    this.stack = stack;
    this.bob = stack.person("bob");
  }

  @Test
  void it_holds_what_the_screen_has_shown() throws InterruptedException {
    Person alice = stack.person("alice");
    alice.puts(aProfile().named("Alice").saying("in"));
    alice.rules("status", "deny everyone");
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

      // the address book is committed a moment after the update was pushed
      await()
          .untilAsserted(() ->
              assertThat(bob.addressBook())
                  .containsExactly(changed(alice, aProfile().named("Alice"))));
    }
  }

  @Test
  void it_is_read_in_pages() throws InterruptedException {
    List<String> subjects = new ArrayList<>();
    try (Screen screen = bob.opensScreen()) {
      for (int number = 0; number < 5; number++) {
        Person subject = stack.person("subject");
        subject.puts(aProfile().named("Subject " + number));
        bob.subscribesTo(subject);
        assertThat(screen.next())
            .isEqualTo(changed(subject, aProfile().named("Subject " + number)));
        subjects.add(subject.address());
      }
    }

    await().until(() -> bob.addressBook().size() == 5);

    List<String> listed = new ArrayList<>();
    JsonNode page = page("?limit=2");
    assertThat(page.path("items")).hasSize(2);
    while (page.has("next")) {
      page.path("items").forEach(item -> listed.add(item.path("subject").asText()));
      page = page("?limit=2&cursor=" + page.path("next").asText());
    }
    page.path("items").forEach(item -> listed.add(item.path("subject").asText()));

    assertThat(listed).containsExactlyInAnyOrderElementsOf(subjects);
  }

  @Test
  void what_changed_since_it_was_read_is_read_by_itself() throws InterruptedException {
    Person alice = stack.person("alice");
    Person carol = stack.person("carol");
    Person dave = stack.person("dave");
    alice.puts(aProfile().named("Alice"));
    carol.puts(aProfile().named("Carol"));
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
      bob.subscribesTo(carol);
      assertThat(screen.next()).isEqualTo(changed(carol, aProfile().named("Carol")));
      bob.subscribesTo(dave);
      await().until(() -> bob.addressBook().size() == 2);
      String cursor = page("?limit=1").path("cursor").asText();

      carol.blocks(bob);
      assertThat(screen.next()).isEqualTo(removed(carol));
      dave.puts(aProfile().named("Dave"));
      assertThat(screen.next()).isEqualTo(joined(dave, aProfile().named("Dave")));

      await()
          .untilAsserted(() ->
              assertThat(kinds(page("?after=" + cursor)))
                  .containsExactlyInAnyOrder(
                      "removed " + carol.address(), "joined " + dave.address()));
      // all pages give the cursor of the first one
      JsonNode first = page("?limit=1&after=" + cursor);
      String next = "?limit=1&after=" + cursor + "&cursor=" + first.path("next").asText();
      alice.changes("status", "later");
      assertThat(screen.next().kind()).isEqualTo("changed");
      await().until(() -> page("?after=" + cursor).path("items").size() == 3);
      JsonNode second = page(next);
      assertThat(second.path("cursor")).isEqualTo(first.path("cursor"));
      assertThat(kinds(page("?after=" + second.path("cursor").asText())))
          .containsExactly("changed " + alice.address());
    }
  }

  @Test
  void a_cursor_that_cannot_be_used_is_gone() {
    String cursor = page("").path("cursor").asText();
    String[] parts = cursor.split(":", -1);

    assertThat(page("?after=" + cursor).path("items")).isEmpty();
    for (String useless :
        List.of(
            "5:902",
            "nothing",
            parts[0] + ":0:AAAAAAAA",
            (Integer.parseInt(parts[0]) + 1) % Stack.PARTITIONS + ":0:" + parts[2],
            parts[0] + ":999999999:" + parts[2])) {
      Answer refused = bob.api().get(bob.path("address-book?after=" + useless));
      assertThat(refused.status()).as(useless).isEqualTo(410);
      assertThat(refused.body().path("type").asText())
          .isEqualTo("https://kith.dev/problems/cursor-expired");
      assertThat(refused.body().path("field").asText()).isEqualTo("after");
    }
  }

  private static List<String> kinds(JsonNode page) {
    return page.path("items")
        .valueStream()
        .map(item -> item.path("kind").asText() + " " + item.path("subject").asText())
        .toList();
  }

  private JsonNode page(String query) {
    return bob.api().get(bob.path("address-book" + query)).ok().body();
  }
}
