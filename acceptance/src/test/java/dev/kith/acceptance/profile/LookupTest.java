package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test of look-ups of many profiles in one request. */
@OnTheStack
class LookupTest {

  private final Stack stack;
  private final Person reader;

  LookupTest(Stack stack) {
    this.stack = stack;
    this.reader = stack.person("reader");
  }

  @Test
  void each_is_as_the_caller_sees_it_in_the_order_asked() {
    Person open = stack.person("open");
    Person partly = stack.person("partly");
    open.puts(aProfile().named("Open").saying("in"));
    partly.puts(aProfile().named("Partly").saying("in"));
    partly.rules("status", "deny everyone");
    reader.puts(aProfile().named("Reader"));

    JsonNode items = lookup(List.of(partly, reader, open, partly)).ok().body().path("items");

    assertThat(items).hasSize(3);
    assertThat(items.get(0)).isEqualTo(reader.looksAt(partly).body());
    assertThat(items.get(0).has("status")).isFalse();
    assertThat(items.get(1).path("position").asText()).isEqualTo(reader.position());
    assertThat(items.get(2)).isEqualTo(reader.looksAt(open).body());
  }

  @Test
  void those_that_may_not_be_seen_are_missing_like_those_that_are_not_there() {
    Person hidden = stack.person("hidden");
    Person blocking = stack.person("blocking");
    Person deleted = stack.person("deleted");
    Person never = stack.person("never");
    Stream.of(hidden, blocking, deleted).forEach(person -> person.puts(aProfile().named("There")));
    hidden.rules("name", "deny user:" + reader.address());
    blocking.blocks(reader);
    deleted.deletesProfile();

    Answer answer = lookup(List.of(hidden, blocking, deleted, never)).ok();

    assertThat(answer.text()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void many_are_found_wherever_they_live() {
    List<Person> many =
        IntStream.range(0, 100).mapToObj(number -> stack.person("one-of-many")).toList();
    many.forEach(person -> person.puts(aProfile().named(person.address())));

    JsonNode items = lookup(many).ok().body().path("items");

    assertThat(items.valueStream().map(item -> item.path("address").asText()))
        .containsExactlyElementsOf(many.stream().map(Person::address).toList());
  }

  @Test
  void what_is_no_list_of_addresses_is_refused_by_name() {
    assertRefused("{}", "addresses");
    assertRefused("{\"addresses\":[]}", "addresses");
    assertRefused("{\"addresses\":[\"alice\",\"b o b\"]}", "addresses[1]");
    assertRefused("{\"address\":[\"alice\"]}", "address");
    String tooMany =
        IntStream.range(0, 501).mapToObj(n -> "\"a" + n + "\"").collect(Collectors.joining(","));
    assertRefused("{\"addresses\":[" + tooMany + "]}", "addresses");
  }

  private void assertRefused(String body, String field) {
    Answer refused = reader.api().send("POST", "/v1/profiles:lookup", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("field").asText()).isEqualTo(field);
  }

  /** Looks up these people, after everything that they have written. */
  private Answer lookup(List<Person> people) {
    String written =
        people.stream()
            .map(Person::position)
            .filter(position -> !position.isEmpty())
            .collect(Collectors.joining(","));
    String[] addresses = people.stream().map(Person::address).toArray(String[]::new);
    String body = Json.of(Map.of("addresses", Arrays.asList(addresses))).toString();
    return reader.api().with("Kith-After", written).send("POST", "/v1/profiles:lookup", body);
  }
}
