package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Tokens;
import dev.kith.harness.stack.Stack;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of invalid requests: the status, the problem type and the field of each refusal. */
@OnTheStack
class BadInputTest {

  private static final String PROFILE = "/v1/users/me/profile";

  private final Stack stack;
  private final Person alice;

  BadInputTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
  }

  @BeforeEach
  void alice_is_there() {
    alice.puts(aProfile().named("Alice"));
  }

  @Test
  void an_unknown_field_is_refused_by_its_name() {
    isRefused(put("{\"name\":\"Alice\",\"nickname\":\"Al\"}"), 400, "unknown-field", "nickname");
    isRefused(put("{\"position\":\"0:1\"}"), 400, "unknown-field", "position");
    isRefused(
        alice.api().send("PATCH", alice.path("contacts/bob"), "{\"subscribe\":true}"),
        400,
        "unknown-field",
        "subscribe");
  }

  @Test
  void malformed_json_is_refused() {
    isRefused(put("{\"name\":"), 400, "malformed-json", "");
    isRefused(put("{\"name\":\"a\"} {}"), 400, "malformed-json", "");
    isRefused(put("{\"name\":\"a\",\"name\":\"b\"}"), 400, "malformed-json", "");
    isRefused(put("[".repeat(2_000)), 400, "malformed-json", "");
    isRefused(put("{\"half \\ud83d\":1}"), 400, "malformed-json", "");
  }

  @Test
  void what_is_not_utf_8_is_refused_wherever_json_is_taken() {
    Api json = alice.api().with("Content-Type", "application/json");
    Api lines = alice.api().with("Content-Type", "application/x-ndjson");
    byte[] name = "{\"name\":\"a\u00c0\u00af\"}".getBytes(ISO_8859_1);
    byte[] peers = "{\"addresses\":[\"bob\u00c0\u00af\"]}".getBytes(ISO_8859_1);
    byte[] line = "\"bob\u00c0\u00af\"".getBytes(ISO_8859_1);

    isRefused(json.send("PUT", PROFILE, name), 400, "malformed-json", "");
    isRefused(json.send("PUT", alice.path("contacts/bob"), name), 400, "malformed-json", "");
    isRefused(json.send("POST", alice.path("contacts:sync"), peers), 400, "malformed-json", "");
    isRefused(lines.send("POST", alice.path("contacts:sync"), line), 400, "malformed-json", "");
    isRefused(
        stack
            .backend()
            .api()
            .with("Content-Type", "application/json")
            .send("POST", "/v1/webhooks", name),
        400,
        "malformed-json",
        "");
    assertThat(
            lines
                .send("POST", alice.path("contacts:sync"), "\ufeff\"bob\"\n".getBytes(UTF_8))
                .body()
                .path("refusedTotal")
                .asInt(-1))
        .isZero();
  }

  @Test
  void another_media_type_is_answered_with_those_that_are_taken_here() {
    Api csv = alice.api().with("Content-Type", "text/csv");
    byte[] body = "a".getBytes(UTF_8);

    assertThat(hint(csv.send("PUT", PROFILE, body))).contains("application/json");
    assertThat(hint(csv.send("PATCH", PROFILE, body))).contains("application/merge-patch+json");
    assertThat(hint(csv.send("POST", alice.path("contacts:sync"), body)))
        .contains("application/json or application/x-ndjson");
    assertThat(hint(csv.send("PUT", alice.path("picture"), body))).contains("PNG");
    assertThat(hint(csv.send("PATCH", alice.path("picture/uploads/x"), body)))
        .contains("application/offset+octet-stream");
  }

  private static String hint(Answer answer) {
    isRefused(answer, 415, "unsupported-media-type", "");
    return answer.body().path("detail").asText();
  }

  @Test
  void a_name_that_nobody_can_see_is_refused() {
    isRefused(put("{\"name\":\"\u200b\u3164 \"}"), 400, "invalid-field", "name");
    isRefused(put("{\"name\":\"a\u202egnp.exe\"}"), 400, "invalid-field", "name");
  }

  @Test
  void a_number_that_would_be_rounded_is_refused() {
    for (String number : List.of("18446744073709551615", "1e-400", "9007199254740992")) {
      isRefused(
          put("{\"attributes\":{\"a\":" + number + "}}"), 400, "invalid-field", "attributes.a");
    }
    assertThat(put("{\"name\":\"Alice\",\"attributes\":{\"a\":1.50}}").status()).isEqualTo(200);
  }

  @Test
  void a_number_with_an_exponent_beyond_all_measure_is_malformed() {
    for (String number : List.of("1e99999999999", "0e-2147483649", "1e-99999999999")) {
      String attributes = "{\"attributes\":{\"a\":" + number + "}}";
      isRefused(put(attributes), 400, "malformed-json", "");
      isRefused(
          alice.api().send("PUT", alice.path("contacts/bob"), attributes),
          400,
          "malformed-json",
          "");
    }
  }

  @Test
  void a_write_that_cannot_be_answered_in_the_wanted_type_is_not_carried_out() {
    Api html = alice.api().with("Accept", "text/html");
    byte[] nothing = {};

    isRefused(html.send("PUT", alice.path("picture"), nothing), 406, "not-acceptable", "");
    isRefused(html.delete(alice.path("picture")), 406, "not-acceptable", "");
  }

  @Test
  void a_query_parameter_has_one_value() {
    isRefused(alice.api().get(PROFILE + "?as="), 400, "invalid-field", "as");
    isRefused(alice.api().get(PROFILE + "?as=bob&as=carol"), 400, "invalid-field", "as");
    isRefused(alice.api().get(alice.path("contacts?limit=")), 400, "invalid-field", "limit");
    isRefused(alice.api().get(alice.path("address-book?after=")), 400, "invalid-field", "after");
  }

  @Test
  void a_sync_has_addresses() {
    isRefused(
        alice.api().send("POST", alice.path("contacts:sync"), "{\"syncNow\":true}"),
        400,
        "invalid-field",
        "addresses");
  }

  @Test
  void a_value_of_the_wrong_type_is_refused_by_its_name() {
    isRefused(put("{\"name\":7}"), 400, "invalid-field", "name");
    isRefused(put("{\"attributes\":[]}"), 400, "invalid-field", "attributes");
    isRefused(
        alice.api().send("PUT", alice.path("contacts/bob"), "{\"contact\":\"yes\"}"),
        400,
        "invalid-field",
        "contact");
  }

  @Test
  void a_name_of_ten_thousand_characters_is_refused() {
    isRefused(put("{\"name\":\"" + "a".repeat(10_000) + "\"}"), 400, "invalid-field", "name");
  }

  @Test
  void a_rule_that_is_none_is_refused_by_its_field() {
    isRefused(
        alice.api().send("PUT", alice.path("privacy"), "{\"status\":[\"allow friends\"]}"),
        400,
        "invalid-field",
        "status");
    isRefused(
        alice.api().send("PUT", alice.path("privacy"), "{\"shoes\":[\"allow everyone\"]}"),
        400,
        "unknown-field",
        "shoes");
  }

  @Test
  void an_address_with_a_forbidden_character_is_refused() {
    Api backend = stack.backend().api();
    isRefused(
        backend.send("PUT", "/v1/users/" + Api.encoded("al ice") + "/profile", "{}"),
        400,
        "invalid-field",
        "address");
    isRefused(
        backend.get("/v1/users/" + Api.encoded("al|ice") + "/profile"),
        400,
        "invalid-field",
        "address");
    isRefused(
        backend.send("PUT", "/v1/users/" + "a".repeat(129) + "/profile", "{}"),
        400,
        "invalid-field",
        "address");
    isRefused(
        alice.api().send("PUT", alice.path("contacts/" + Api.encoded("b/b")), "{}"),
        400,
        "malformed-url",
        "");
  }

  @Test
  void a_user_has_no_relation_to_themselves() {
    isRefused(
        alice.api().send("PUT", alice.contactPath(alice), "{\"contact\":true}"),
        400,
        "invalid-field",
        "peer");
  }

  @Test
  void a_token_is_needed() {
    isUnauthenticated(new Api(stack.frontDoor()));
  }

  @Test
  void a_token_of_another_key_is_refused() {
    isUnauthenticated(Api.withToken(stack.frontDoor(), Tokens.ofAnotherKey().of(alice.address())));
  }

  @Test
  void an_expired_token_is_refused() {
    isUnauthenticated(Api.withToken(stack.frontDoor(), stack.tokens().expired(alice.address())));
  }

  @Test
  void nobody_writes_what_is_another_s_or_reads_what_is_private_to_them() {
    Api mallory = stack.person("mallory").api();
    isRefused(mallory.send("PUT", alice.profilePath(), "{}"), 403, "forbidden", "");
    isRefused(mallory.send("PATCH", alice.profilePath(), "{}"), 403, "forbidden", "");
    isRefused(mallory.delete(alice.profilePath()), 403, "forbidden", "");
    isRefused(mallory.get(alice.path("privacy")), 403, "forbidden", "");
    isRefused(mallory.get(alice.path("contacts")), 403, "forbidden", "");
    isRefused(mallory.send("PUT", alice.path("blocks/bob"), ""), 403, "forbidden", "");
    isRefused(mallory.get(alice.path("address-book")), 403, "forbidden", "");
    isRefused(
        mallory.send(
            "POST", "/v1/users", "{\"address\":\"" + alice.address() + "\",\"profile\":{}}"),
        403,
        "forbidden",
        "");
    assertThat(alice.looksAt(alice).ok().body().path("name").asText()).isEqualTo("Alice");
  }

  private Answer put(String json) {
    return alice.api().send("PUT", PROFILE, json);
  }

  private void isUnauthenticated(Api api) {
    isRefused(api.get(PROFILE), 401, "unauthenticated", "");
    isRefused(api.send("PUT", alice.profilePath(), "{}"), 401, "unauthenticated", "");
    isRefused(api.get(alice.path("contacts")), 401, "unauthenticated", "");
    isRefused(api.get(alice.path("address-book")), 401, "unauthenticated", "");
  }

  private static void isRefused(Answer answer, int status, String type, String field) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(answer.body().path("type").asText()).isEqualTo("https://kith.dev/problems/" + type);
    assertThat(answer.body().path("status").intValue()).isEqualTo(status);
    assertThat(answer.body().path("title").asText()).isNotEmpty();
    assertThat(answer.body().path("detail").asText()).isNotEmpty();
    assertThat(answer.body().path("field").asText()).as(answer.text()).startsWith(field);
  }
}
