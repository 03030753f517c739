package dev.kith.acceptance;

import static dev.kith.acceptance.client.ProfileText.aProfile;
import static dev.kith.acceptance.client.Seen.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.client.Person;
import dev.kith.acceptance.client.Screen;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

      // committed a moment after it was pushed
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

  private JsonNode page(String query) {
    return bob.api().get(bob.path("address-book" + query)).ok().body();
  }
}
