package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnItsOwnStack;
import dev.kith.harness.KithHome;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Launcher;
import dev.kith.harness.stack.RunFolder;
import dev.kith.harness.stack.Signal;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of the launcher: restarts, a broker that is killed, an ephemeral run, and a port in use. */
@OnItsOwnStack
class LauncherTest {

  private static final KithHome HOME = KithHome.ofThisProcess();
  private static final List<String> SERVICES =
      List.of("profile-service", "contact-graph-service", "notifier-service");
  private static final Duration BACK_WITHIN = Duration.ofSeconds(90);
  private static final Duration GONE_WITHIN = Duration.ofSeconds(60);

  @TempDir private Path temporary = Path.of("");

  @Test
  void what_was_written_survives_a_restart() throws InterruptedException {
    Path data = temporary.resolve("data");
    Launcher launcher = run(data);
    Stack first = Stack.of(launcher);
    Person alice = first.personCalled("alice");
    Person bob = first.personCalled("bob");
    alice.puts(aProfile().named("Alice").saying("in"));
    alice.rules("status", "allow contacts");
    alice.addsContact(bob);
    bob.subscribesTo(alice);
    var entry = changed(alice, aProfile().named("Alice").saying("in"));
    await().untilAsserted(() -> assertThat(bob.addressBook()).containsExactly(entry));
    Collection<Long> processes = first.run().processes().values();

    launcher.terminate();
    assertThat(launcher.awaitEnd()).isIn(0, 143);
    assertThat(processes).hasSizeGreaterThanOrEqualTo(6).noneMatch(LauncherTest::isAlive);
    assertThat(first.run().processes()).isEmpty();
    assertThat(launcher.output()).contains("Stopping.");

    Launcher again = run(data);
    try (Stack second = Stack.of(again)) {
      // the tokens of the first run are valid, because the key is the same
      Person bobAgain = bob.at(second.frontDoor());
      Person aliceAgain = alice.at(second.frontDoor());
      assertThat(bobAgain.looksAt(aliceAgain).ok().body().path("status").asText()).isEqualTo("in");
      assertThat(aliceAgain.contact(bob).ok().body().path("contact").booleanValue()).isTrue();
      assertThat(bobAgain.addressBook()).containsExactly(entry);
      try (Screen screen = bobAgain.opensScreen()) {
        assertThat(screen.snapshot()).containsExactly(entry);
        aliceAgain.changes("status", "out");
        assertThat(screen.next())
            .isEqualTo(changed(alice, aProfile().named("Alice").saying("out")));
      }
    }
  }

  /** Tests both on one stack: the start of a stack takes longer than either test. */
  @Test
  void a_broker_that_died_comes_back_and_no_process_outlives_a_launcher_that_is_killed()
      throws InterruptedException {
    Launcher launcher = run(temporary.resolve("data"));
    Stack stack = Stack.of(launcher);
    assertBrokerIsMissedAndComesBack(launcher, stack);
    Collection<Long> processes = stack.run().processes().values();
    assertThat(processes).hasSizeGreaterThanOrEqualTo(6).allMatch(LauncherTest::isAlive);

    launcher.kill();

    await()
        .atMost(GONE_WITHIN)
        .untilAsserted(() -> assertThat(processes).noneMatch(LauncherTest::isAlive));
  }

  private static void assertBrokerIsMissedAndComesBack(Launcher launcher, Stack stack) {
    Person alice = stack.personCalled("alice");
    Person bob = stack.personCalled("bob");
    alice.puts(aProfile().named("Alice")).ok();
    long broker = stack.run().process("kafka-broker");

    Signal.STOP.to(broker);
    awaitWrites(stack, "no");
    long before = System.nanoTime();
    Answer refused = alice.api().send("PATCH", alice.profilePath(), "{\"status\":\"lost\"}");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body().path("detail").asText()).contains("read before you repeat");
    assertThat(alice.api().send("PUT", alice.path("blocks/" + bob.address()), "").status())
        .isEqualTo(503);
    assertThat(alice.looksAt(alice).status()).as("reads go on").isEqualTo(200);

    ProcessHandle.of(broker).ifPresent(ProcessHandle::destroyForcibly);
    awaitWrites(stack, "yes");
    await()
        .atMost(BACK_WITHIN)
        .until(
            () -> alice.api().send("PATCH", alice.profilePath(), "{\"status\":\"back\"}").status(),
            status -> status == 200);
    assertThat(stack.run().process("kafka-broker")).isNotEqualTo(broker);
    assertThat(launcher.output()).contains("exit code 137 (SIGKILL)");
  }

  private static void awaitWrites(Stack stack, String writes) {
    for (String service : SERVICES) {
      await()
          .alias(service + " says writes: " + writes)
          .atMost(BACK_WITHIN)
          .ignoreExceptions()
          .until(() ->
              new Api(stack.run().management(service))
                  .get("/q/health/ready")
                  .text()
                  .matches("(?s).*\"writes\"\\s*:\\s*\"" + writes + "\".*"));
    }
  }

  @Test
  void an_ephemeral_run_leaves_nothing_behind() throws InterruptedException {
    Launcher launcher = Launcher.start(HOME, temporary, "run", "--port", "0", "--ephemeral");
    Path data = launcher.folder();
    assertThat(data).hasParent(temporary).exists();
    launcher.awaitUp();
    Collection<Long> processes = new RunFolder(data.resolve("run")).processes().values();
    assertThat(data.resolve("logs"))
        .as("KITH_JAVA_OPTIONS reach all parts")
        .isDirectoryNotContaining(log -> !firstLine(log).contains(Launcher.COMPILED_ONCE));

    launcher.terminate();

    assertThat(launcher.awaitEnd()).isIn(0, 143);
    assertThat(data).doesNotExist();
    assertThat(temporary).isEmptyDirectory();
    assertThat(processes).noneMatch(LauncherTest::isAlive);
  }

  @Test
  void a_taken_port_is_told_in_one_sentence() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Launcher launcher =
          Launcher.start(
              HOME,
              temporary,
              "run",
              "--port",
              port,
              "--data",
              temporary.resolve("data").toString());

      assertThat(launcher.awaitEnd()).isEqualTo(1);
      assertThat(launcher.output())
          .contains("kith: Port " + port + " is in use")
          .doesNotContain("Exception")
          .doesNotContain("\tat ");
    }
  }

  private Launcher run(Path data) {
    return Launcher.start(HOME, temporary, "run", "--port", "0", "--data", data.toString());
  }

  private static String firstLine(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.findFirst().orElse("");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isAlive(long pid) {
    // a zombie process, which waits only until its parent reads its exit code, has no command
    return ProcessHandle.of(pid)
        .filter(process -> process.info().command().isPresent())
        .isPresent();
  }
}
