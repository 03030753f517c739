package dev.kith.acceptance.updates;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.avro.Message;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Test of the address book sorted by name and by recency. */
@OnTheStack
class SortedBookTest {

  private final Stack stack;
  private final Person bob;
  private final Map<String, Person> subjects = new HashMap<>();

  SortedBookTest(Stack stack) {
    this.stack = stack;
    this.bob = stack.person("bob");
  }

  @Test
  void by_name_each_reader_has_the_order_of_their_language() {
    hold("Zoë", "Åse", "Anna", "Østen", "Ærlig");
    Person nameless = stack.person("nameless");
    nameless.puts(aProfile().saying("who am I"));
    bob.subscribesTo(nameless);
    await().until(() -> bob.addressBook().size() == 6);

    assertThat(names("?sort=name")).containsExactly("Ærlig", "Anna", "Åse", "Østen", "Zoë", "");
    assertThat(names("?sort=name&locale=nb"))
        .containsExactly("Anna", "Zoë", "Ærlig", "Østen", "Åse", "");
  }

  @Test
  void pages_go_on_where_they_ended_whoever_is_renamed_meanwhile() {
    hold("A", "B", "C", "D", "E");
    JsonNode first = page("?sort=name&limit=2").body();
    assertThat(names(first)).containsExactly("A", "B");

    subject("B").changes("name", "X");
    subject("C").changes("name", "0");
    await().until(() -> names("?sort=name").getFirst().equals("0"));
    await().until(() -> names("?sort=name").getLast().equals("X"));

    List<String> rest = new ArrayList<>();
    JsonNode page = first;
    while (page.has("next")) {
      page = page("?sort=name&limit=2&cursor=" + page.path("next").asText()).body();
      rest.addAll(names(page));
    }
    assertThat(rest).containsExactly("D", "E", "X");
  }

  @Test
  void what_is_hidden_does_not_decide_where_its_owner_stands() {
    hold("A", "B", "C");
    subject("A").rules("name", "deny everyone");
    subject("A").changes("status", "still here");

    await().until(() -> names("?sort=name").equals(List.of("B", "C", "")));
  }

  @Test
  void by_recency_are_those_whom_one_holds_and_wrote_to_or_heard_from() {
    hold("A", "B", "C");
    Person stranger = stack.person("stranger");
    try (ForeignProducer messenger = new ForeignProducer(stack.broker(), stack.registry())) {
      write(messenger, bob, subject("A"));
      write(messenger, bob, stranger);
      await().until(() -> names("?sort=recent").equals(List.of("A")));
      write(messenger, subject("C"), bob);
      await().until(() -> names("?sort=recent").equals(List.of("C", "A")));

      subject("B").blocks(bob);
      await().until(() -> names("?sort=name").equals(List.of("A", "C")));
      write(messenger, subject("B"), bob);
      write(messenger, bob, subject("B"));
    }
    JsonNode first = page("?sort=recent&limit=1").body();
    assertThat(names(first)).containsExactly("C");
    assertThat(Instant.parse(first.path("items").path(0).path("at").asText()))
        .isBefore(Instant.now().plusSeconds(60));
    JsonNode second = page("?sort=recent&limit=1&cursor=" + first.path("next").asText()).body();
    assertThat(names(second)).containsExactly("A");
    assertThat(second.has("next")).isFalse();

    bob.blocks(subject("C"));
    await().until(() -> names("?sort=recent").equals(List.of("A")));
  }

  @Test
  void what_is_no_order_no_language_or_no_cursor_is_refused() {
    for (var bad :
        Map.of(
                "?sort=age", "sort",
                "?sort=name&locale=a_b!", "locale",
                "?sort=recent&locale=nb", "locale",
                "?sort=recent&cursor=abc", "cursor",
                "?sort=name&cursor=%25", "cursor")
            .entrySet()) {
      Answer answer = bob.api().get(bob.path("address-book" + bad.getKey()));

      assertThat(answer.status()).as(bad.getKey()).isEqualTo(400);
      assertThat(answer.body().path("field").asText()).isEqualTo(bad.getValue());
    }
    Person carol = stack.person("carol");
    assertThat(carol.api().get(bob.path("address-book?sort=name")).status()).isEqualTo(403);
  }

  private void hold(String... names) {
    for (String name : names) {
      Person subject = stack.person("subject");
      subject.puts(aProfile().named(name));
      bob.subscribesTo(subject);
      subjects.put(name, subject);
    }
    await().until(() -> bob.addressBook().size() == names.length);
  }

  private Person subject(String name) {
    return Objects.requireNonNull(subjects.get(name));
  }

  private static void write(ForeignProducer messenger, Person sender, Person recipient) {
    messenger.append(
        Topics.MESSAGES,
        sender.address(),
        new Message(
            "m",
            sender.address(),
            recipient.address(),
            null,
            Instant.now(),
            ByteBuffer.allocate(0)));
  }

  private List<String> names(String query) {
    return names(page(query).body());
  }

  private static List<String> names(JsonNode page) {
    return page.path("items")
        .valueStream()
        .map(item -> item.path("profile").path("name").asText(""))
        .toList();
  }

  private Answer page(String query) {
    return bob.api().get(bob.path("address-book" + query)).ok();
  }
}
