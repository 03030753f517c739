package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Seen;
import dev.kith.harness.stack.Stack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of groups: their profile, admins and members. */
@OnTheStack
class GroupTest {

  private final Stack stack;
  private final Api backend;
  private final Person alice;
  private final Person bob;
  // the group as a Person, for everything that works the same for groups
  private final Person group;
  private final String groupPath;
  private String membersKnown = "";

  GroupTest(Stack stack) {
    this.stack = stack;
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

  @Test
  void an_admin_reads_its_history_and_sees_it_as_a_member_does() {
    Api admin = alice.api().with("Kith-After", membersKnown);
    Api member = bob.api().with("Kith-After", membersKnown);

    assertThat(admin.get(groupPath + "/history").ok().body().path("items")).hasSize(3);
    assertThat(
            admin
                .get(groupPath + "/profile?as=" + bob.address())
                .ok()
                .body()
                .path("decidedBy")
                .path("presence")
                .asText())
        .isEqualTo("allow contacts");
    assertThat(member.get(groupPath + "/history").status()).isEqualTo(403);
    assertThat(member.get(groupPath + "/profile?as=" + alice.address()).status()).isEqualTo(403);
  }

  @Test
  void it_is_found_among_users() {
    String body = "{\"addresses\":[\"" + alice.address() + "\",\"" + group.address() + "\"]}";

    Answer found =
        bob.api().with("Kith-After", membersKnown).send("POST", "/v1/profiles:lookup", body);

    assertThat(found.ok().body().path("items")).hasSize(1);
    assertThat(found.body().path("items").get(0).path("name").asText()).isEqualTo("Chess");
  }

  @Test
  void what_it_is_created_with_holds_before_anybody_sees_it() throws InterruptedException {
    Person club = stack.personCalled("group:" + stack.person("club").address());
    Person neighbour = stack.personBeside(club, "neighbour");
    neighbour.puts(aProfile().named("Neighbour"));
    String body =
        """
        {"address":"%s","profile":{"name":"Go","status":"hidden"},"settings":{"lastSeen":"coarse"},\
        "privacy":{"status":["deny everyone"]}}\
        """
            .formatted(club.address());
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(club);
      // the club's partition has processed the subscription
      bob.subscribesTo(neighbour);
      assertThat(screen.next()).isEqualTo(changed(neighbour, aProfile().named("Neighbour")));

      Answer created = backend.send("POST", "/v1/groups", body);

      assertThat(created.status()).isEqualTo(201);
      assertThat(screen.next()).isEqualTo(joined(club, aProfile().named("Go")));
      String path = Api.path(club.address());
      Api after = backend.with("Kith-After", created.position());
      assertThat(after.get(path + "/settings").ok().body().path("lastSeen").asText())
          .isEqualTo("coarse");
      backend.send("PUT", path + "/privacy", "{\"status\":[\"allow everyone\"]}").ok();
      assertThat(screen.next()).isEqualTo(changed(club, aProfile().named("Go").saying("hidden")));
    }
  }

  /** Writes the group's status, once profile-service has folded the memberships. */
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
