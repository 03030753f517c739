package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test of the secret that the nodes of a service share. */
@OnTheStack
class NodeSecretTest {

  private static final String SERVICE = "profile-service";

  private static final Duration SPREAD_WITHIN = Duration.ofMinutes(1);

  private final Stack stack;

  NodeSecretTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void on_other_ports_the_header_of_nodes_means_nothing() {
    Person alice = stack.person("alice");
    alice.puts(aProfile().named("Alice"));

    for (URI port : List.of(stack.frontDoor(), stack.run().url(SERVICE))) {
      for (String said : List.of("1", stack.run().nodeSecret())) {
        Api api = alice.at(port).api().with("Kith-Node-Secret", said);

        // the contract documents no such header, so the responses are not compared with it
        assertThat(api.sendAsync("GET", alice.path("profile"), "").join().status()).isEqualTo(200);
        assertThat(api.sendAsync("POST", "/internal/reciprocity", "{}").join().status())
            .isEqualTo(404);
      }
    }
  }

  @Test
  void the_secret_is_in_a_file_of_its_owner_and_in_no_command_line() throws IOException {
    var file = stack.run().folder().resolve("node-secret");
    String secret = stack.run().nodeSecret();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(secret).hasSizeGreaterThan(40);
    assertThat(stack.run().processes().values())
        .noneMatch(process ->
            ProcessHandle.of(process)
                .flatMap(handle -> handle.info().commandLine())
                .filter(line -> line.contains(secret))
                .isPresent());
  }

  @Test
  void nodes_that_do_not_share_a_secret_refuse_each_other_and_ask_no_further() throws IOException {
    List<Person> people = Stream.generate(() -> stack.person("some")).limit(20).toList();
    people.forEach(person -> person.puts(aProfile().named("Some")));
    URI first = stack.run().url(SERVICE);

    try (SecondNode second =
        SecondNode.of(SERVICE, stack, List.of("-Dkith.node.secret=another-one-by-mistake"))) {
      await()
          .atMost(SPREAD_WITHIN)
          .untilAsserted(() ->
              assertThat(people)
                  .allSatisfy(person ->
                      assertThat(statuses(person, first, second.url()))
                          .containsExactlyInAnyOrder(200, 503)));
      Answer all = stack.backend().at(second.url()).api().get("/v1/profiles");

      assertThat(all.status()).isEqualTo(503);
      assertThat(Files.readString(stack.data().resolve("logs/" + SERVICE + ".log")))
          .contains("is not this node's secret");
    }
    await()
        .atMost(SPREAD_WITHIN)
        .until(() -> people.stream().allMatch(person -> person.looksAt(person).status() == 200));
  }

  private static List<Integer> statuses(Person person, URI one, URI other) {
    return Stream.of(one, other).map(node -> person.at(node).looksAt(person).status()).toList();
  }
}
