package dev.kith.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.local.base.CliException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests with shell scripts instead of services: each runs its line and is up when a file with its
 * name exists.
 */
class SupervisorTest {

  /** The shell creates the file itself, so that no leftover process can create it later. */
  private static final String STAY = ": > $0; exec sleep 600";

  private final StringWriter said = new StringWriter();

  @TempDir Path folder;
  private DataFolder data;
  private Supervisor supervisor;

  @BeforeEach
  void open() throws IOException {
    data = DataFolder.open(folder);
    supervisor = stackOf(false, List.of());
  }

  @AfterEach
  void stop() throws Exception {
    supervisor.stop();
    data.close();
  }

  @Test
  void each_layer_is_up_before_the_next_starts_and_stops_after_it() throws Exception {
    supervisor =
        stackOf(
            false,
            List.of(
                List.of(script("broker", STAY)),
                List.of(script("service", "test -f broker && " + STAY))));

    supervisor.start();
    supervisor.stop();

    assertThat(
            said.toString()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " ").replaceAll(" [0-9.]+ s$", "")))
        .containsExactly(
            "broker up", "service up", "Stopping.", "service stopped", "broker stopped");
    assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.pid");
  }

  @Test
  void a_process_that_ends_at_the_start_is_told_with_the_end_of_its_log() {
    supervisor =
        stackOf(
            true,
            List.of(List.of(script("broker", STAY), script("registry", "echo no disk; exit 3"))));

    assertThatThrownBy(supervisor::start)
        .isInstanceOfSatisfying(
            CliException.class,
            cliException -> {
              assertThat(cliException.sentence())
                  .startsWith(
                      "registry ended unexpectedly with exit code 3. The end of its log "
                          + data.log("registry"));
              assertThat(cliException.lines()).containsExactly("no disk");
            });
  }

  @Test
  void a_process_that_ends_later_is_told_and_started_again() throws Exception {
    supervisor = stackOf(false, List.of(List.of(script("broker", "echo working; " + STAY))));
    supervisor.start();
    Long before = supervisor.processes().get("broker");

    supervisor.kill("broker");

    awaitTrue(() ->
        !Objects.equals(before, supervisor.processes().get("broker"))
            && supervisor.processes().get("broker") != null);
    awaitTrue(() -> ups() == 2);
    assertThat(said.toString())
        .contains("exit code 137 (SIGKILL)")
        .contains("      working")
        .contains("restarts in 1 s");
  }

  @Test
  void a_process_that_ends_again_and_again_ends_the_others_with_the_reason() throws Exception {
    supervisor = stackOf(false, List.of(List.of(script("broker", "echo working; " + STAY))));
    supervisor.start();
    IntStream.range(0, RestartPolicy.LIMIT).forEach(_ -> supervisor.restarts().ended("broker"));

    supervisor.kill("broker");

    assertThatThrownBy(supervisor::awaitTrouble)
        .hasMessageContaining("broker ended 6 times within 10 minutes and is not restarted")
        .hasMessageContaining("exit code 137 (SIGKILL)");
  }

  @Test
  void a_process_that_twice_cannot_be_started_again_is_started_a_third_time() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    PrintWriter lines =
        new PrintWriter(said) {
          @Override
          public void println(String line) {
            super.println(line);
            if (attemptsThatFailed() == 2 && line.contains("cannot be started")) {
              var _ = home.toFile().mkdir();
            }
          }
        };
    supervisor =
        new Supervisor(
            data,
            new Progress(lines, Instant.now()),
            false,
            List.of(List.of(scriptIn(home, "broker", STAY))),
            new RestartPolicy(System::nanoTime, Duration.ofMillis(5)));
    supervisor.start();
    Long before = supervisor.processes().get("broker");
    // no process can be started without its folder
    Files.delete(home.resolve("broker"));
    Files.delete(home);

    supervisor.kill("broker");

    awaitTrue(() -> ups() == 2);
    assertThat(attemptsThatFailed()).isEqualTo(2);
    assertThat(supervisor.processes().get("broker")).isNotNull().isNotEqualTo(before);
    assertThat(home.resolve("broker")).exists();
  }

  private long ups() {
    return said.toString().lines().filter(line -> line.contains(" up ")).count();
  }

  private long attemptsThatFailed() {
    return said.toString()
        .lines()
        .filter(line -> line.contains("broker cannot be started: "))
        .filter(line -> line.contains("; next attempt in "))
        .count();
  }

  private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void with_keep_going_a_killed_process_can_be_started_again() throws Exception {
    supervisor = stackOf(true, List.of(List.of(script("broker", STAY), script("registry", STAY))));
    supervisor.start();
    Map<String, Long> before = supervisor.processes();

    assertThat(supervisor.kill("broker")).isTrue();
    assertThat(supervisor.kill("broker")).isFalse();
    assertThat(supervisor.processes())
        .containsEntry("broker", null)
        .containsEntry("registry", before.get("registry"));
    assertThat(supervisor.start("broker")).isTrue();
    assertThat(supervisor.start("broker")).isFalse();

    assertThat(supervisor.processes().get("broker")).isNotNull().isNotEqualTo(before.get("broker"));
  }

  private Supervisor stackOf(boolean keepGoing, List<List<ProcessSpec>> layers) {
    return new Supervisor(
        data, new Progress(new PrintWriter(said), Instant.now()), keepGoing, layers);
  }

  private ProcessSpec script(String name, String line) {
    return scriptIn(folder, name, line);
  }

  private static ProcessSpec scriptIn(Path home, String name, String line) {
    Probe probe =
        () -> Files.exists(home.resolve(name)) ? Optional.empty() : Optional.of("its file");
    return new ProcessSpec(name, List.of("sh", "-c", line, name), Map.of(), home, probe);
  }
}
