package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.client.Backend;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.avro.ContactBlocked;
import dev.kith.avro.ContactUnblocked;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of the question whether one user may message another. */
@OnTheStack
class CanMessageTest {

  private static final String ALLOWED = "{\"allowed\":true}";
  private static final String FORBIDDEN = "{\"allowed\":false}";
  private static final String BLOCKED = "{\"allowed\":false,\"rule\":\"blocked\"}";
  private static final String RESTRICTED = "{\"allowed\":false,\"rule\":\"restricted\"}";

  private final Stack stack;
  private final Backend backend;
  private final Person alice;
  private final Person bob;

  CanMessageTest(Stack stack) {
    this.stack = stack;
    this.backend = new Backend(stack.backend().api());
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @BeforeEach
  void bothAreThere() {
    alice.puts(aProfile().named("Alice"));
    bob.puts(aProfile().named("Bob"));
  }

  @Test
  void anyone_may_message_anyone_who_shows_them_something() {
    assertThat(alice.canMessage(bob)).isEqualTo(ALLOWED);
  }

  @Test
  void one_who_blocks_hides_was_deleted_or_was_never_there_is_one_and_the_same() {
    Person hiding = stack.person("hiding");
    hiding.puts(aProfile().named("Hiding"));
    hiding.rules("name", "deny everyone");
    Person deleted = stack.person("deleted");
    deleted.puts(aProfile().named("Deleted"));
    deleted.deletesProfile();
    bob.blocks(alice);

    for (Person peer : List.of(bob, hiding, deleted, stack.person("nobody"))) {
      assertThat(alice.canMessage(peer)).isEqualTo(FORBIDDEN);
    }
  }

  @Test
  void a_block_holds_at_once_for_both_and_only_who_made_it_learns_of_it() {
    // an acknowledged write holds on both sides, in whichever partitions the users are
    for (int round = 0; round < 10; round++) {
      alice.blocks(bob);
      assertThat(bob.canMessage(alice)).isEqualTo(FORBIDDEN);
      assertThat(alice.canMessage(bob)).isEqualTo(BLOCKED);

      alice.unblocks(bob);
      assertThat(bob.canMessage(alice)).isEqualTo(ALLOWED);
      assertThat(alice.canMessage(bob)).isEqualTo(ALLOWED);
    }
  }

  @Test
  void what_another_producer_wrote_about_the_peer_holds_for_whoever_waits_for_it() {
    try (ForeignProducer producer = new ForeignProducer(stack.broker(), stack.registry())) {
      for (int round = 0; round < 20; round++) {
        producer.append(bob.address(), new ContactUnblocked("bob", null, alice.address()));
        var block =
            producer.append(bob.address(), new ContactBlocked("bob", null, alice.address()));
        String position = block.partition() + ":" + block.offset();

        assertThat(
                alice
                    .api()
                    .with("Kith-After", position)
                    .get(alice.path("can-message/" + bob.address()))
                    .ok()
                    .text())
            .isEqualTo(FORBIDDEN);
      }
    }
  }

  @Test
  void a_restriction_holds_at_once_for_both_until_they_are_paired() {
    backend.restricts(bob, true);
    assertThat(alice.canMessage(bob)).isEqualTo(FORBIDDEN);
    assertThat(bob.canMessage(alice)).isEqualTo(RESTRICTED);

    backend.pairs(bob, alice);
    assertThat(alice.canMessage(bob)).isEqualTo(ALLOWED);
    assertThat(bob.canMessage(alice)).isEqualTo(ALLOWED);

    backend.unpairs(alice, bob);
    assertThat(alice.canMessage(bob)).isEqualTo(FORBIDDEN);
  }

  @Test
  void a_block_goes_before_a_restriction_and_a_pair_does_not_lift_it() {
    backend.restricts(alice, true);
    alice.blocks(bob);
    assertThat(alice.canMessage(bob)).isEqualTo(BLOCKED);

    backend.pairs(alice, bob);
    assertThat(alice.canMessage(bob)).isEqualTo(BLOCKED);
    assertThat(bob.canMessage(alice)).isEqualTo(FORBIDDEN);
  }

  @Test
  void one_s_own_rule_is_told_of_someone_who_does_not_exist_too() {
    Person nobody = stack.person("nobody");
    alice.blocks(nobody);
    backend.restricts(bob, true);

    assertThat(alice.canMessage(nobody)).isEqualTo(BLOCKED);
    assertThat(bob.canMessage(nobody)).isEqualTo(RESTRICTED);
  }

  @Test
  void a_group_may_be_asked_about_and_ask() {
    String group = "group:" + alice.address();
    String path = "/v1/groups/" + alice.address() + "/";
    backend.api().send("PUT", path + "blocks/" + bob.address(), "").ok();

    assertThat(bob.api().get(bob.path("can-message/" + group)).ok().text()).isEqualTo(FORBIDDEN);
    assertThat(backend.api().get(path + "can-message/" + bob.address()).ok().text())
        .isEqualTo(BLOCKED);
  }

  @Test
  void nobody_asks_for_someone_else_or_about_oneself() {
    assertThat(bob.api().get(alice.path("can-message/carol")).status()).isEqualTo(403);
    for (String peer : List.of(alice.address(), "a%20b")) {
      var refused = alice.api().get(alice.path("can-message/" + peer));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body().path("field").asText()).isEqualTo("peer");
    }
  }
}
