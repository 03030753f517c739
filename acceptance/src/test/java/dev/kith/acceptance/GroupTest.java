package dev.kith.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.client.Answer;
import dev.kith.acceptance.client.Api;
import dev.kith.acceptance.client.Person;
import dev.kith.acceptance.client.Screen;
import dev.kith.acceptance.client.Seen;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.stack.Stack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnTheStack
class GroupTest {

  private final Api backend;
  private final Person alice;
  private final Person bob;
  // as a person, for what is the same with groups
  private final Person group;
  private final String groupPath;
  private String membersKnown = "";

  GroupTest(Stack stack) {
    this.backend = stack.backend().api();
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    String id = stack.person("club").address();
    this.group = stack.personCalled("group:" + id);
    this.groupPath = "/v1/groups/" + id;
  }

  @BeforeEach
  void alice_is_its_admin_and_bob_a_member() {
    backend.send("PUT", groupPath + "/profile", "{\"name\":\"Chess\"}").ok();
    backend
        .send(
            "PUT",
            groupPath + "/contacts/" + alice.address(),
            "{\"contact\":true,\"labels\":[\"admin\"]}")
        .ok();
    membersKnown =
        backend
            .send("PUT", groupPath + "/contacts/" + bob.address(), "{\"contact\":true}")
            .ok()
            .position();
  }

  @Test
  void a_group_has_a_profile_that_its_members_follow() throws InterruptedException {
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(group);
      assertThat(name(screen.next())).isEqualTo("Chess");

      backend.send("PATCH", groupPath + "/profile", "{\"name\":\"Chess club\"}").ok();

      assertThat(name(screen.next())).isEqualTo("Chess club");
    }
  }

  @Test
  void an_admin_writes_and_a_member_does_not() {
    Answer byAdmin = says(alice, "playing");
    Answer byMember = says(bob, "mine");

    assertThat(byAdmin.status()).isEqualTo(200);
    assertThat(byMember.status()).isEqualTo(403);
    assertThat(
            bob.api()
                .with("Kith-After", byAdmin.position())
                .get(groupPath + "/profile")
                .ok()
                .body()
                .path("status")
                .asText())
        .isEqualTo("playing");
  }

  /** Once the service of profiles has heard who is a member. */
  private Answer says(Person member, String status) {
    return member
        .api()
        .with("Kith-After", membersKnown)
        .send("PATCH", groupPath + "/profile", "{\"status\":\"" + status + "\"}");
  }

  private String name(Seen update) {
    assertThat(update.subject()).isEqualTo(group.address());
    return update.profile().path("name").asText();
  }
}
