package dev.kith.acceptance.presence;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of presence: who sees it, and where. */
@OnTheStack
class PresenceTest {

  private static final Duration WITHIN = Duration.ofSeconds(20);

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final Person mallory;

  PresenceTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.mallory = stack.person("mallory");
  }

  @BeforeEach
  void alice_and_bob_have_each_other_and_mallory_follows_alice() {
    List.of(alice, bob, mallory).forEach(person -> person.puts(aProfile().named("Somebody")));
    alice.addsContact(bob);
    bob.addsContact(alice);
    bob.subscribesTo(alice);
    mallory.addsContact(alice);
    mallory.subscribesTo(alice);
    awaitEntry(bob);
    awaitEntry(mallory);
  }

  @Test
  void a_contact_is_told_who_comes_and_who_goes_and_nobody_else_ever() throws InterruptedException {
    Screen bobs = bob.opensScreen();
    Screen mallorys = mallory.opensScreen();

    Screen first = alice.opensScreen();
    assertThat(bobs.nextPresence()).isEqualTo(online());
    awaitPresence(bob, "{\"online\":true}");
    Screen second = alice.opensScreen();
    first.close();
    Instant before = Instant.now().minusSeconds(2);
    second.close();

    JsonNode offline = Json.parse(bobs.nextPresence());
    assertThat(offline.path("online").isBoolean()).isTrue();
    assertThat(offline.path("online").booleanValue()).isFalse();
    assertThat(Instant.parse(offline.path("lastSeen").asText())).isBetween(before, Instant.now());
    awaitPresence(
        bob, "{\"online\":false,\"lastSeen\":\"" + offline.path("lastSeen").asText() + "\"}");
    assertThat(bobs.presences()).hasSize(2);
    assertThat(mallorys.presences()).isEmpty();
    bobs.close();
    mallorys.close();
  }

  @Test
  void who_comes_back_at_once_was_never_away() throws InterruptedException {
    Screen bobs = bob.opensScreen();
    alice.opensScreen().close();
    for (int again = 0; again < 5; again++) {
      alice.opensScreen().close();
    }
    Screen last = alice.opensScreen();

    assertThat(bobs.nextPresence()).isEqualTo(online());
    last.close();
    assertThat(Json.parse(bobs.nextPresence()).path("online").booleanValue()).isFalse();
    assertThat(bobs.presences()).hasSize(2);
    bobs.close();
  }

  @Test
  void a_rule_a_block_and_a_removed_contact_hide_it_and_it_comes_back()
      throws InterruptedException {
    Screen bobs = bob.opensScreen();
    Screen alices = alice.opensScreen();
    assertThat(bobs.nextPresence()).isEqualTo(online());

    alice.rules("presence", "deny user:" + bob.address(), "allow contacts");
    assertThat(bobs.nextPresence()).isEqualTo(unknown());
    assertHidden(bob);
    alice.rules("presence", "allow everyone");
    assertThat(bobs.nextPresence()).isEqualTo(online());
    alice.blocks(bob);
    assertThat(bobs.nextPresence()).isEqualTo(unknown());
    assertHidden(bob);
    alice.unblocks(bob);
    assertThat(bobs.nextPresence()).isEqualTo(online());
    alice.rules("presence", "allow contacts");
    alice.removesContact(bob);
    assertThat(bobs.nextPresence()).isEqualTo(unknown());
    assertHidden(bob);

    alices.close();
    bobs.close();
  }

  @Test
  void the_presence_resource_the_profile_and_a_look_up_agree() throws InterruptedException {
    Screen alices = alice.opensScreen();
    awaitPresence(bob, "{\"online\":true}");
    awaitPresence(alice, "{\"online\":true}");
    awaitPresence(stack.backend(), "{\"online\":true}");
    assertHidden(mallory);

    alice.sets("lastSeen", "coarse");
    awaitPresence(bob, "{\"lastSeen\":\"recently\"}");
    awaitPresence(alice, "{\"online\":true}");
    awaitPresence(stack.backend(), "{\"online\":true}");
    assertHidden(mallory);
    JsonNode asBob = alice.api().get(alice.profilePath() + "?as=" + bob.address()).ok().body();
    assertThat(asBob.path("presence").toString()).isEqualTo("{\"lastSeen\":\"recently\"}");
    assertThat(asBob.path("decidedBy").path("presence").asText()).isEqualTo("allow contacts");
    alices.close();
  }

  @Test
  void whose_last_seen_is_coarse_comes_and_goes_unnoticed() throws InterruptedException {
    Screen bobs = bob.opensScreen();
    Screen alices = alice.opensScreen();
    assertThat(bobs.nextPresence()).isEqualTo(online());

    alice.sets("lastSeen", "coarse");
    assertThat(bobs.nextPresence()).isEqualTo(of("\"lastSeen\":\"recently\""));
    alices.close();
    awaitOffline();
    alice.opensScreen().close();
    awaitOffline();
    alice.rules("presence", "deny everyone");

    assertThat(bobs.nextPresence()).isEqualTo(unknown());
    bobs.close();
  }

  @Test
  void who_shows_no_more_than_roughly_sees_no_more_of_others() throws InterruptedException {
    Screen alices = alice.opensScreen();
    awaitPresence(bob, "{\"online\":true}");

    bob.sets("lastSeen", "coarse");
    awaitPresence(bob, "{\"lastSeen\":\"recently\"}");
    bob.sets("lastSeen", "exact");
    awaitPresence(bob, "{\"online\":true}");
    bob.rules("presence", "deny user:" + alice.address(), "allow contacts");
    awaitPresence(bob, "{\"lastSeen\":\"recently\"}");

    Screen bobs = bob.opensScreen();
    alice.rules("presence", "deny everyone");
    assertThat(bobs.nextPresence()).isEqualTo(unknown());
    alice.rules("presence", "allow contacts");
    assertThat(bobs.nextPresence()).isEqualTo(of("\"lastSeen\":\"recently\""));
    alices.close();
    awaitOffline();
    // a frame shows what bob may see when it is sent: this change of rules makes sure that the
    // frames before it have been sent
    alice.rules("presence", "deny everyone");
    assertThat(bobs.nextPresence()).isEqualTo(unknown());
    bob.rules("presence", "allow contacts");
    alice.rules("presence", "allow contacts");
    JsonNode exact = Json.parse(bobs.nextPresence());
    assertThat(exact.path("online").asText()).isEqualTo("false");
    assertThat(exact.path("lastSeen").asText()).isNotEmpty();
    Screen again = alice.opensScreen();
    assertThat(bobs.nextPresence()).isEqualTo(online());
    again.close();
    bobs.close();
  }

  /**
   * Compares an address that does not exist, a user who was never online and a user who hides: the
   * viewer gets the same response for all three.
   */
  @Test
  void hidden_is_never_there() throws InterruptedException {
    Screen alices = alice.opensScreen();
    awaitPresence(alice, "{\"online\":true}");
    Person never = stack.person("never");
    never.puts(aProfile().named("Never"));
    never.addsContact(mallory);

    Answer hidden = mallory.looksForPresenceOf(alice);
    Answer nobody = mallory.looksForPresenceOf(stack.person("nobody"));
    Answer absent = mallory.looksForPresenceOf(never);

    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.withoutDate()).isEqualTo(nobody.withoutDate());
    assertThat(absent.withoutDate()).isEqualTo(nobody.withoutDate());
    alices.close();
  }

  /**
   * Checks that a change of presence changes the entity tag of the profile but not its version, and
   * that a conditional write with the earlier tag succeeds.
   */
  @Test
  void presence_moves_neither_the_position_nor_a_conditional_write() throws InterruptedException {
    Answer before = alice.api().get(alice.profilePath()).ok();
    Screen alices = alice.opensScreen();
    awaitPresence(alice, "{\"online\":true}");

    Answer after = alice.api().with("If-None-Match", before.entityTag()).get(alice.profilePath());

    assertThat(after.status()).isEqualTo(200);
    assertThat(after.entityTag()).isNotEqualTo(before.entityTag());
    assertThat(after.body().path("position")).isEqualTo(before.body().path("position"));
    assertThat(
            alice.api().with("If-None-Match", after.entityTag()).get(alice.profilePath()).status())
        .isEqualTo(304);
    alice
        .api()
        .with("If-Match", before.entityTag())
        .send("PATCH", alice.profilePath(), "{\"status\":\"here\"}")
        .ok();
    alices.close();
  }

  /**
   * Waits until the presence resource, the profile and a look-up show this presence to the viewer.
   */
  private void awaitPresence(Person viewer, String presence) {
    await()
        .atMost(WITHIN)
        .untilAsserted(() -> {
          assertThat(viewer.looksForPresenceOf(alice).text()).isEqualTo(presence);
          assertThat(inProfile(viewer)).isEqualTo(presence);
          assertThat(inLookup(viewer)).isEqualTo(presence);
        });
  }

  private void awaitOffline() {
    await()
        .atMost(WITHIN)
        .until(() -> alice.looksForPresenceOf(alice).text().startsWith("{\"online\":false"));
  }

  private void assertHidden(Person viewer) {
    assertThat(viewer.looksForPresenceOf(alice).status()).isEqualTo(404);
    assertThat(inProfile(viewer)).isEmpty();
    assertThat(inLookup(viewer)).isEmpty();
  }

  private String inProfile(Person viewer) {
    return viewer.looksAt(alice).body().path("presence").toString();
  }

  private String inLookup(Person viewer) {
    String body = Json.of(Map.of("addresses", List.of(alice.address()))).toString();
    return viewer
        .api()
        .with("Kith-After", alice.position())
        .send("POST", "/v1/profiles:lookup", body)
        .ok()
        .body()
        .path("items")
        .path(0)
        .path("presence")
        .toString();
  }

  private void awaitEntry(Person subscriber) {
    await()
        .atMost(WITHIN)
        .until(() ->
            subscriber.addressBook().stream()
                .anyMatch(entry -> entry.subject().equals(alice.address())));
  }

  private String online() {
    return of("\"online\":true");
  }

  /** The frame without any presence: only the subject. */
  private String unknown() {
    return "{\"subject\":\"%s\"}".formatted(alice.address());
  }

  private String of(String presence) {
    return "{\"subject\":\"%s\",%s}".formatted(alice.address(), presence);
  }
}
