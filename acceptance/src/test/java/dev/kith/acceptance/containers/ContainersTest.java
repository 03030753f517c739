package dev.kith.acceptance.containers;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Seen;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Test of the smallest cluster: two nodes of each service, each with a standby copy of the other's
 * stores.
 */
@InContainers
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ContainersTest {

  /** Nodes of each service. */
  private static final int NODES = 2;

  private Containers containers;

  @BeforeAll
  void start() {
    containers = Containers.start(NODES);
  }

  @AfterAll
  void stop() {
    if (containers != null) {
      containers.close();
    }
  }

  /**
   * Runs before the tests that stop nodes and brokers: while partitions move, a request may get
   * 503.
   */
  @Test
  @Order(1)
  void the_tour_of_the_readme_is_as_it_says() throws InterruptedException {
    Person alice = containers.person("alice");
    Person bob = containers.person("bob");
    Screen bobs = bob.opensScreen();

    alice.puts(aProfile().named("Alice").saying("out"));
    bob.addsContact(alice);
    bob.subscribesTo(alice);
    assertThat(bobs.next()).isEqualTo(Seen.changed(alice, aProfile().named("Alice").saying("out")));
    alice.changes("status", "back");
    assertThat(bobs.next())
        .isEqualTo(Seen.changed(alice, aProfile().named("Alice").saying("back")));
    alice.rules("status", "deny user:" + bob.address(), "allow everyone");
    assertThat(bobs.next()).isEqualTo(Seen.changed(alice, aProfile().named("Alice")));
    alice.changes("status", "nobody tells bob");
    alice.blocks(bob);
    assertThat(bobs.next()).isEqualTo(Seen.removed(alice));
    assertThat(bob.looksAt(alice).status()).isEqualTo(404);
    alice.unblocks(bob);
    assertThat(bobs.next()).isEqualTo(Seen.changed(alice, aProfile().named("Alice")));
    bobs.close();
  }

  /** Restarts as an upgrade of the chart does: the services at the same time, node by node. */
  @Test
  void a_rolling_restart_of_all_services_fails_no_read_and_loses_no_update()
      throws InterruptedException {
    try (Load load = Load.start(containers)) {
      for (int number = 0; number < NODES; number++) {
        List<Node> restarting = oneOfEachService(number);
        load.awaitWrites(50);
        load.tellLongestWait("before " + restarting);
        Containers.together(restarting, Node::stop);
        assertThat(restarting)
            .as("ended by SIGTERM, in order")
            .allMatch(node -> node.exitCode() == 143);
        load.awaitWrites(20);
        load.tellLongestWait("without " + restarting);
        Containers.together(restarting, Node::startAgain);
      }
      load.awaitWrites(50);
      load.tellLongestWait("after that");
      load.assertNothingIsLost();
    }
  }

  @Test
  void one_of_two_nodes_of_each_service_is_killed_and_the_other_goes_on()
      throws InterruptedException {
    try (Load load = Load.start(containers)) {
      List<Node> firsts = oneOfEachService(0);
      load.awaitWrites(50);
      Containers.together(firsts, Node::kill);
      load.awaitWrites(50);
      Containers.together(firsts, Node::startAgain);
      load.awaitWrites(50);
      load.tellLongestWait("after that");
      load.assertNothingIsLost();
    }
  }

  @Test
  void a_broker_that_is_restarted_has_all_that_was_acknowledged() throws InterruptedException {
    try (Load load = Load.start(containers)) {
      load.awaitWrites(50);
      containers.restartBroker();
      load.awaitWrites(50);
      load.tellLongestWait("after that");
      load.assertNothingIsLost();
    }
  }

  @Test
  void nodes_that_stand_still_for_a_while_lose_nothing_and_bring_nothing_back()
      throws InterruptedException {
    try (Load load = Load.start(containers)) {
      List<Node> lasts = oneOfEachService(NODES - 1);
      load.awaitWrites(50);
      Containers.together(lasts, Node::pause);
      try {
        // longer than the session timeout, after which other nodes take over the partitions
        load.goOnFor(Duration.ofSeconds(20));
        load.awaitWrites(50);
      } finally {
        Containers.together(lasts, Node::goOn);
      }
      load.tellLongestWait("with one node of each service that stood still");
      load.awaitWrites(50);
      load.tellLongestWait("after they went on");
      load.assertNothingIsLost();
    }
  }

  @Test
  void a_broker_that_stands_still_for_a_while_only_delays() throws InterruptedException {
    try (Load load = Load.start(containers)) {
      load.awaitWrites(50);
      containers.pauseBroker();
      try {
        load.goOnFor(Duration.ofSeconds(15));
      } finally {
        containers.unpauseBroker();
      }
      load.awaitWrites(50);
      load.tellLongestWait("with a broker that stood still for 15 s");
      load.assertNothingIsLost();
    }
  }

  private List<Node> oneOfEachService(int number) {
    return Images.SERVICES.stream().map(service -> containers.nodes(service).get(number)).toList();
  }

  @RegisterExtension
  final TestWatcher logs =
      new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
          System.out.println(containers.lastLogs());
        }
      };
}
