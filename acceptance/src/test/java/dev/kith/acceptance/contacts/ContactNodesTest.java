package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.client.Backend;
import dev.kith.acceptance.stack.OnTheSecondStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Test of relations on two nodes of contact-graph-service, which may own one user each: both nodes
 * give the same answers.
 */
@OnTheSecondStack
class ContactNodesTest {

  private static final String SERVICE = "contact-graph-service";
  private static final Duration SPREAD_WITHIN = Duration.ofMinutes(1);

  private final Stack stack;

  ContactNodesTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void what_depends_on_both_ends_is_the_same_from_either_node() {
    List<Person> people = onePerPartition();
    people.forEach(person -> person.puts(aProfile().named("Some Body")));

    try (SecondNode second = SecondNode.of(SERVICE, stack)) {
      List<URI> nodes = List.of(stack.run().url(SERVICE), second.url());
      awaitSpread(people, nodes);
      // with four partitions on two nodes, some pairs of users are on one node and some on two
      for (Person one : people) {
        for (Person other : people) {
          if (one != other) {
            assertAlike(one, other, nodes);
          }
        }
      }
    }
    awaitSpread(people, List.of(stack.run().url(SERVICE)));
  }

  private void assertAlike(Person one, Person other, List<URI> nodes) {
    for (URI node : nodes) {
      Backend backend = new Backend(stack.backend().at(node).api());
      backend.restricts(one, true);
      assertSaid(nodes, at -> one.at(at).canMessage(other), "\"rule\":\"restricted\"");
      assertSaid(nodes, at -> other.at(at).canMessage(one), "{\"allowed\":false}");

      assertThat(backend.pairs(one, other).status()).isEqualTo(204);
      assertSaid(nodes, at -> one.at(at).canMessage(other), "true");
      assertSaid(nodes, at -> other.at(at).canMessage(one), "true");
      assertPaired(nodes, one, other, true);

      assertThat(backend.unpairs(other, one).status()).isEqualTo(204);
      assertSaid(nodes, at -> other.at(at).canMessage(one), "false");
      assertPaired(nodes, one, other, false);
      backend.restricts(one, false);
      assertMutual(one, other, node, nodes);
    }
  }

  private static void assertMutual(Person one, Person other, URI node, List<URI> nodes) {
    one.at(node).addsContact(other);
    other.at(node).addsContact(one);
    assertSaid(nodes, at -> one.at(at).contact(other).text(), "\"mutual\":true");
    assertSaid(nodes, at -> other.at(at).contact(one).text(), "\"mutual\":true");
    assertSaid(
        nodes,
        at -> one.at(at).api().get(one.path("contacts?relation=mutual")).ok().text(),
        other.address());
    other.at(node).blocks(one);
    assertSaid(nodes, at -> one.at(at).contact(other).text(), "\"mutual\":false");
    assertSaid(nodes, at -> one.at(at).canMessage(other), "{\"allowed\":false}");
    other.at(node).unblocks(one);
    other.at(node).removesContact(one);
    one.at(node).removesContact(other);
  }

  /** Asserts that each node answers this at once, without waiting: the write was acknowledged. */
  private static void assertSaid(List<URI> nodes, Function<URI, String> asked, String said) {
    assertThat(nodes).allSatisfy(node -> assertThat(asked.apply(node)).contains(said));
  }

  /**
   * Waits for the pair on both sides: one of the users gets it through the mirror, a moment later.
   */
  private static void assertPaired(List<URI> nodes, Person one, Person other, boolean paired) {
    for (URI node : nodes) {
      for (Person person : List.of(one, other)) {
        Person peer = person == one ? other : one;
        await()
            .until(
                () -> person.at(node).contact(peer).body().path("paired").booleanValue(),
                is -> is == paired);
      }
    }
  }

  /** Waits until the nodes answer for everyone: while partitions move, a node answers 503. */
  private static void awaitSpread(List<Person> people, List<URI> nodes) {
    for (URI node : nodes) {
      for (Person person : people) {
        await()
            .atMost(SPREAD_WITHIN)
            .until(
                () -> person.at(node).api().get(person.path("settings")).status(),
                status -> status == 200);
      }
    }
  }

  private List<Person> onePerPartition() {
    Map<Integer, Person> people = new HashMap<>();
    while (people.size() < Stack.PARTITIONS) {
      Person person = stack.person("somebody");
      people.putIfAbsent(Stack.partitionOf(person.address()), person);
    }
    return List.copyOf(people.values());
  }
}
