package dev.kith.acceptance.webhook;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test of the API for webhooks. */
@OnTheStack
class WebhookApiTest {

  private final Stack stack;
  private final Api backend;

  WebhookApiTest(Stack stack) {
    this.stack = stack;
    this.backend = stack.backend().api();
  }

  @Test
  void a_secret_is_shown_once_and_a_webhook_is_listed_until_it_is_deleted() {
    try (Receiver receiver = new Receiver()) {
      Hook hook = Hook.to(receiver, stack, "changed", "joined");

      var read = hook.read();

      assertThat(hook.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
      assertThat(read.has("secret")).isFalse();
      assertThat(read.path("url").asText()).isEqualTo(receiver.url());
      assertThat(read.path("kinds").toString()).isEqualTo("[\"joined\",\"changed\"]");
      assertThat(read.path("state").asText()).isEqualTo("enabled");
      assertThat(ids(backend.get("/v1/webhooks"))).contains(hook.id());
      hook.close();
      assertThat(backend.get(hook.path()).status()).isEqualTo(404);
      assertThat(backend.delete(hook.path()).status()).isEqualTo(404);
      assertThat(ids(backend.get("/v1/webhooks"))).doesNotContain(hook.id());
    }
  }

  @Test
  void no_user_has_to_do_with_webhooks() {
    Api user = stack.person("alice").api();

    for (Answer answer :
        new Answer[] {
          user.get("/v1/webhooks"),
          user.send("POST", "/v1/webhooks", "{}"),
          user.get("/v1/webhooks/wh_1"),
          user.send("PATCH", "/v1/webhooks/wh_1", "{}"),
          user.delete("/v1/webhooks/wh_1"),
          user.send("POST", "/v1/webhooks/wh_1:rotate", ""),
          user.send("POST", "/v1/webhooks/wh_1:test", "")
        }) {
      assertThat(answer.status()).isEqualTo(403);
    }
    assertThat(new Api(stack.frontDoor()).get("/v1/webhooks").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"kinds\":[\"changed\"]};url",
        "{\"url\":\"ftp://127.0.0.1/\",\"kinds\":[\"changed\"]};url",
        "{\"url\":\"http://u:p@127.0.0.1/\",\"kinds\":[\"changed\"]};url",
        "{\"url\":\"http://169.254.169.254/latest\",\"kinds\":[\"changed\"]};url",
        "{\"url\":\"http://nobody.invalid/\",\"kinds\":[\"changed\"]};url",
        "{\"url\":\"here\",\"kinds\":[\"changed\"]};url",
        "{\"url\":\"http://127.0.0.1/\"};kinds",
        "{\"url\":\"http://127.0.0.1/\",\"kinds\":[]};kinds",
        "{\"url\":\"http://127.0.0.1/\",\"kinds\":[\"gone\"]};kinds[0]",
        "{\"url\":\"http://127.0.0.1/\",\"kinds\":[\"changed\"],\"secret\":\"x\"};secret"
      })
  void what_is_not_allowed_is_refused_by_its_field(String body, String field) {
    Answer refused = backend.send("POST", "/v1/webhooks", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("field").asText()).isEqualTo(field);
  }

  @Test
  void a_receiver_is_tried_out_with_a_signed_request_without_updates() throws InterruptedException {
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "changed")) {
      assertThat(hook.post("test").toString()).isEqualTo("{\"taken\":true}");

      Call call = receiver.next();
      assertThat(call.body()).isEqualTo("{\"type\":\"test\",\"updates\":[]}");
      assertThat(call.isSignedWith(hook.secret())).isTrue();
      receiver.answers(_ -> 302);
      assertThat(hook.post("test").path("cause").asText())
          .isEqualTo("The receiver answered 302, and redirects are not followed");
    }
  }

  @Test
  void after_a_rotation_both_secrets_sign() throws InterruptedException {
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "changed")) {
      String newer = hook.post("rotate").path("secret").asText();
      hook.post("test");

      Call call = receiver.next();
      assertThat(newer).isNotEqualTo(hook.secret());
      assertThat(call.isSignedWith(newer)).isTrue();
      assertThat(call.isSignedWith(hook.secret())).isTrue();
      assertThat(call.isSignedWith("whsec_" + "A".repeat(43) + "=")).isFalse();
    }
  }

  @Test
  void one_that_a_backend_stops_waits_and_goes_on() throws InterruptedException {
    var alice = stack.person("alice");
    alice.puts(aProfile().saying("0"));
    try (Receiver receiver = new Receiver();
        Hook hook = Hook.to(receiver, stack, "changed")) {
      assertThat(hook.changes("enabled", false).path("why").asText())
          .isEqualTo("A backend has stopped it");
      alice.changes("status", "1");
      await().until(() -> hook.read().path("lag").asLong() > 0);

      assertThat(hook.changes("enabled", true).path("state").asText()).isEqualTo("enabled");
      receiver.awaitStatus(alice, "1");
      await().until(() -> hook.read().path("lag").asLong() == 0);
      await().until(() -> hook.read().has("lastSuccess"));
    }
  }

  private static List<String> ids(Answer list) {
    return list.ok().body().path("items").valueStream().map(it -> it.path("id").asText()).toList();
  }
}
