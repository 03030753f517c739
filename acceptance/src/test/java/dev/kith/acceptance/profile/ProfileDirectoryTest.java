package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test of the list of all profiles, by address and by name. */
@OnTheStack
class ProfileDirectoryTest {

  private final Stack stack;
  private final Person zoe;
  private final Person anna;
  private final Person angstrom;
  private final Person nameless;

  ProfileDirectoryTest(Stack stack) {
    this.stack = stack;
    this.zoe = stack.person("a");
    this.anna = stack.person("b");
    this.angstrom = stack.person("c");
    this.nameless = stack.person("d");
    zoe.puts(aProfile().named("zoe"));
    anna.puts(aProfile().named("anna"));
    angstrom.puts(aProfile().named("Ångström"));
    nameless.puts(aProfile().saying("hello"));
  }

  @Test
  void a_backend_lists_all_by_address_each_once() {
    List<String> listed = listed("address", 50);

    assertThat(listed).isSorted().doesNotHaveDuplicates();
    assertThat(listed).containsAll(ours());
  }

  @Test
  void and_by_name_as_people_sort_with_the_nameless_last() {
    List<String> listed = listed("name", 7);

    assertThat(listed).doesNotHaveDuplicates();
    assertThat(listed.stream().filter(ours()::contains))
        .containsExactly(angstrom.address(), anna.address(), zoe.address(), nameless.address());
  }

  @Test
  void one_who_was_deleted_or_renamed_is_where_they_belong() {
    zoe.changes("name", "Aaron");
    anna.deletesProfile();

    assertThat(listed("name", 500).stream().filter(ours()::contains))
        .containsExactly(zoe.address(), angstrom.address(), nameless.address());
  }

  @Test
  void profiles_are_whole_there() {
    zoe.rules("name", "deny everyone");

    JsonNode found =
        all("name", 500).stream()
            .filter(item -> item.path("address").asText().equals(zoe.address()))
            .findFirst()
            .orElseThrow();

    assertThat(found.path("name").asText()).isEqualTo("zoe");
    assertThat(found.path("position").asText()).isEqualTo(zoe.position());
  }

  @Test
  void users_may_not_list_and_bad_parameters_are_named() {
    assertThat(zoe.api().get("/v1/profiles").status()).isEqualTo(403);
    assertRefused("sort=recent", "sort");
    assertRefused("limit=0", "limit");
    assertRefused("cursor=@", "cursor");
    String byName =
        backend().get("/v1/profiles?sort=name&limit=1").ok().body().path("next").asText();
    assertRefused("sort=address&cursor=" + byName, "cursor");
    assertThat(zoe.api().send("POST", "/v1/profiles", "{}").status()).isEqualTo(405);
  }

  private void assertRefused(String query, String field) {
    Answer refused = backend().get("/v1/profiles?" + query);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("field").asText()).isEqualTo(field);
  }

  private List<String> listed(String sort, int limit) {
    return all(sort, limit).stream().map(item -> item.path("address").asText()).toList();
  }

  /** Lists all profiles, page by page; other tests have left very many of them. */
  private List<JsonNode> all(String sort, int limit) {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page =
          backend().get("/v1/profiles?sort=" + sort + "&limit=" + limit + cursor).ok().body();
      page.path("items").forEach(all::add);
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : null;
    }
    return all;
  }

  /** Client of the backend that reads after everything that was written here. */
  private Api backend() {
    String written =
        Stream.of(zoe, anna, angstrom, nameless)
            .map(Person::position)
            .collect(Collectors.joining(","));
    return stack.backend().api().with("Kith-After", written);
  }

  private Set<String> ours() {
    return new HashSet<>(
        List.of(zoe.address(), anna.address(), angstrom.address(), nameless.address()));
  }
}
