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
class StackTest {

  /** The shell creates the file itself, so that no leftover process can create it later. */
  private static final String STAY = ": > $0; exec sleep 600";

  private final StringWriter said = new StringWriter();

  @TempDir Path folder;
  private DataFolder data;
  private Stack stack;

  @BeforeEach
  void open() throws IOException {
    data = DataFolder.open(folder);
    stack = stackOf(false, List.of());
  }

  @AfterEach
  void stop() throws Exception {
    stack.stop();
    data.close();
  }

  @Test
  void each_layer_is_up_before_the_next_starts_and_stops_after_it() throws Exception {
    stack =
        stackOf(
            false,
            List.of(
                List.of(script("broker", STAY)),
                List.of(script("service", "test -f broker && " + STAY))));

    stack.start();
    stack.stop();

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
    stack =
        stackOf(
            true,
            List.of(List.of(script("broker", STAY), script("registry", "echo no disk; exit 3"))));

    assertThatThrownBy(stack::start)
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
    stack = stackOf(false, List.of(List.of(script("broker", "echo working; " + STAY))));
    stack.start();
    Long before = stack.processes().get("broker");

    stack.kill("broker");

    awaitTrue(() ->
        !Objects.equals(before, stack.processes().get("broker"))
            && stack.processes().get("broker") != null);
    awaitTrue(() -> said.toString().lines().filter(line -> line.contains(" up ")).count() == 2);
    assertThat(said.toString())
        .contains("exit code 137 (SIGKILL)")
        .contains("      working")
        .contains("restarts in 1 s");
  }

  @Test
  void a_process_that_ends_again_and_again_ends_the_others_with_the_reason() throws Exception {
    stack = stackOf(false, List.of(List.of(script("broker", "echo working; " + STAY))));
    stack.start();
    IntStream.range(0, Restarts.LIMIT).forEach(_ -> stack.restarts().ended("broker"));

    stack.kill("broker");

    assertThatThrownBy(stack::awaitTrouble)
        .hasMessageContaining("broker ended 6 times within 10 minutes and is not restarted")
        .hasMessageContaining("exit code 137 (SIGKILL)");
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
    stack = stackOf(true, List.of(List.of(script("broker", STAY), script("registry", STAY))));
    stack.start();
    Map<String, Long> before = stack.processes();

    assertThat(stack.kill("broker")).isTrue();
    assertThat(stack.kill("broker")).isFalse();
    assertThat(stack.processes())
        .containsEntry("broker", null)
        .containsEntry("registry", before.get("registry"));
    assertThat(stack.start("broker")).isTrue();
    assertThat(stack.start("broker")).isFalse();

    assertThat(stack.processes().get("broker")).isNotNull().isNotEqualTo(before.get("broker"));
  }

  private Stack stackOf(boolean keepGoing, List<List<ProcessPlan>> layers) {
    return new Stack(data, new Progress(new PrintWriter(said), Instant.now()), keepGoing, layers);
  }

  private ProcessPlan script(String name, String line) {
    Probe probe =
        () -> Files.exists(folder.resolve(name)) ? Optional.empty() : Optional.of("its file");
    return new ProcessPlan(name, List.of("sh", "-c", line, name), Map.of(), folder, probe);
  }
}
