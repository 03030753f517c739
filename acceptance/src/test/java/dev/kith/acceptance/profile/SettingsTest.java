package dev.kith.acceptance.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.client.Backend;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import org.junit.jupiter.api.Test;

/** Test of settings. */
@OnTheStack
class SettingsTest {

  private final Stack stack;
  private final Backend backend;
  private final Person alice;

  SettingsTest(Stack stack) {
    this.stack = stack;
    this.backend = new Backend(stack.backend().api());
    this.alice = stack.person("alice");
  }

  @Test
  void who_never_set_any_has_the_defaults_and_no_version() {
    Answer settings = settings(alice.api());

    assertThat(settings.body()).isEqualTo(body(true, false));
    assertThat(settings.header("ETag")).isEmpty();
  }

  @Test
  void a_patch_changes_what_it_names_and_is_read_back() {
    backend.restricts(alice, true);
    Answer written = alice.sets("autoSync", false);

    Answer read = settings(alice.api().with("Kith-After", alice.position()));

    assertThat(written.body()).isEqualTo(body(false, true));
    assertThat(read.body()).isEqualTo(body(false, true));
    assertThat(read.entityTag()).isEqualTo(written.entityTag());
    assertThat(settings(alice.api().with("If-None-Match", read.entityTag())).status())
        .isEqualTo(304);
  }

  @Test
  void only_a_backend_sets_and_lifts_a_restriction() {
    backend.restricts(alice, true);

    Answer refused = alice.api().send("PATCH", path(), "{\"restricted\":false}");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("field").asText()).isEqualTo("restricted");
    assertThat(settings(alice.api()).body()).isEqualTo(body(true, true));
  }

  @Test
  void conditions_hold() {
    Answer first =
        alice.api().with("If-None-Match", "*").send("PATCH", path(), "{\"autoSync\":false}").ok();
    Answer again =
        alice.api().with("If-None-Match", "*").send("PATCH", path(), "{\"autoSync\":true}");
    alice.sets("autoSync", true);
    Answer late =
        alice
            .api()
            .with("If-Match", first.entityTag())
            .send("PATCH", path(), "{\"autoSync\":false}");

    assertThat(again.status()).isEqualTo(412);
    assertThat(late.status()).isEqualTo(412);
    assertThat(settings(alice.api()).body()).isEqualTo(body(true, false));
  }

  @Test
  void what_is_unknown_or_no_flag_is_refused_by_its_name() {
    assertThat(field("{\"autosync\":true}")).isEqualTo("autosync");
    assertThat(field("{\"autoSync\":1}")).isEqualTo("autoSync");
    assertThat(field("{\"autoSync\":null}")).isEqualTo("autoSync");
    assertThat(field("{\"lastSeen\":\"never\"}")).isEqualTo("lastSeen");
    assertThat(field("{\"lastSeen\":true}")).isEqualTo("lastSeen");
  }

  @Test
  void they_are_nobody_else_s_business() {
    Person mallory = stack.person("mallory");

    assertThat(settings(mallory.api()).status()).isEqualTo(403);
    assertThat(mallory.api().send("PATCH", path(), "{\"autoSync\":false}").status()).isEqualTo(403);
    assertThat(settings(stack.backend().api()).status()).isEqualTo(200);
  }

  @Test
  void a_group_has_settings_too() {
    String path = "/v1/groups/" + alice.address() + "/settings";

    backend.api().send("PATCH", path, "{\"autoSync\":false}").ok();

    assertThat(backend.api().get(path).ok().body()).isEqualTo(body(false, false));
  }

  private String field(String json) {
    Answer refused = alice.api().send("PATCH", path(), json);
    assertThat(refused.status()).isEqualTo(400);
    return refused.body().path("field").asText();
  }

  private Answer settings(Api api) {
    return api.get(path());
  }

  private String path() {
    return alice.path("settings");
  }

  private static JsonNode body(boolean autoSync, boolean restricted) {
    return Json.parse(
        "{\"autoSync\":%s,\"restricted\":%s,\"lastSeen\":\"exact\"}"
            .formatted(autoSync, restricted));
  }
}
