package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Test of the budget for new addresses, which counts every way to learn about an address that the
 * user does not hold.
 */
@OnTheStack
class EnumerationTest {

  private final Stack stack;
  private final Person mallory;

  EnumerationTest(Stack stack) {
    this.stack = stack;
    this.mallory = stack.person("mallory");
  }

  @Test
  void every_way_to_learn_about_an_address_draws_once_and_together() {
    for (String what : List.of("profile", "picture", "presence")) {
      Person subject = stack.person(what);
      long before = budget();
      mallory.api().get(subject.path(what));
      assertThat(budget()).as(what).isEqualTo(before - 1);

      for (String again : List.of("profile", "picture", "presence")) {
        mallory.api().get(subject.path(again));
      }
      mallory.canMessage(subject);
      lookUp(List.of(subject.address()));
      mallory.addsContact(subject);
      assertThat(budget()).as(what).isEqualTo(before - 1);
    }
    long before = budget();
    mallory.canMessage(stack.person("messaged"));
    mallory.addsContact(stack.person("added"));
    mallory.subscribesTo(stack.person("followed"));
    assertThat(budget()).isEqualTo(before - 3);
  }

  @Test
  void suggestions_and_links_to_pictures_draw_on_the_same_budget() {
    Person friend = stack.person("friend");
    Person known = stack.person("known-to-a-friend");
    Person stranger = stack.person("stranger");
    List.of(mallory, friend, known).forEach(each -> each.puts(aProfile().named(each.address())));
    friend.addsContact(mallory);
    friend.addsContact(known);
    mallory.addsContact(friend);
    long before = budget();

    await().untilAsserted(() -> assertThat(suggestions()).containsExactly(known.address()));
    assertThat(budget()).isEqualTo(before - 1);
    link(known);
    assertThat(budget()).isEqualTo(before - 1);

    link(stranger);
    assertThat(budget()).isEqualTo(before - 2);
    mallory.api().get(stranger.profilePath());
    assertThat(budget()).isEqualTo(before - 2);
  }

  @Test
  void numbers_one_request_apart_are_dear() {
    String beginning = "4479" + Math.abs(mallory.address().hashCode() % 1_000);
    for (int number = 20; number > 0; number--) {
      mallory.api().get("/v1/users/" + beginning + (50_000 + number * 3) + "/profile");
    }

    assertThat(budget()).isEqualTo(20_000 - 1 - 19 * 10);
  }

  @Test
  void a_spent_budget_answers_the_same_about_everybody_who_is_not_held() {
    Person held = stack.person("held");
    held.puts(aProfile().named("Held"));
    mallory.addsContact(held);
    Person visible = stack.person("visible");
    visible.puts(aProfile().named("Visible"));
    Person knowing = stack.person("knowing");
    knowing.puts(aProfile().named("Knowing"));
    knowing.addsContact(mallory);
    knowing.rules("name", "deny everyone");
    Person blocking = stack.person("blocking");
    blocking.puts(aProfile().named("Blocking"));
    blocking.blocks(mallory);
    spendAll();

    for (Person subject : List.of(visible, knowing, blocking, stack.person("nobody"))) {
      for (String what : List.of("profile", "picture", "presence")) {
        assertThat(problem(mallory.api().get(subject.path(what)))).isEqualTo(spent());
      }
      assertThat(problem(mallory.api().get(mallory.path("can-message/" + subject.address()))))
          .isEqualTo(spent());
      assertThat(problem(link(subject))).isEqualTo(spent());
      assertThat(
              problem(
                  mallory.api().send("PATCH", mallory.contactPath(subject), "{\"contact\":true}")))
          .isEqualTo(spent());
    }
    assertThat(mallory.looksAt(held).ok().body().path("name").asText()).isEqualTo("Held");
  }

  private void spendAll() {
    int block = 0;
    while (budget() > 0) {
      long fits = Math.min(500, Math.max(1, budget() / 10));
      String beginning = "99" + mallory.address().length() + (100 + block++);
      lookUp(
          IntStream.range(0, (int) fits).mapToObj(number -> beginning + (1_000 + number)).toList());
    }
  }

  private static String spent() {
    return "429 https://kith.dev/problems/budget-exhausted";
  }

  private static String problem(Answer answer) {
    assertThat(answer.header("Retry-After")).isPresent();
    return answer.status() + " " + answer.body().path("type").asText();
  }

  private void lookUp(List<String> addresses) {
    mallory
        .api()
        .send("POST", "/v1/profiles:lookup", Json.of(Map.of("addresses", addresses)).toString());
  }

  private List<String> suggestions() {
    return mallory
        .api()
        .get(mallory.path("suggestions"))
        .ok()
        .body()
        .path("items")
        .findValuesAsText("address");
  }

  private Answer link(Person subject) {
    return mallory
        .api()
        .send(
            "POST",
            "/v1/pictures:link",
            Json.of(Map.of("addresses", List.of(subject.address()))).toString());
  }

  private long budget() {
    return mallory.api().get(mallory.path("budget")).ok().body().path("new").path("left").asLong();
  }
}
