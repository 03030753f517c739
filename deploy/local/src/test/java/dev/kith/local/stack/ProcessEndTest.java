package dev.kith.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessEndTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void a_full_disk_is_named() throws IOException {
    assertThat(end(1, "java.io.IOException: No space left on device").reason())
        .isEqualTo("exit code 1, because the disk of " + folder + " is full");
  }

  @Test
  void a_signal_is_named() throws IOException {
    assertThat(end(137, "working").reason()).isEqualTo("exit code 137 (SIGKILL)");
    assertThat(end(3, "no license").reason()).isEqualTo("exit code 3");
  }

  @Test
  void of_a_long_log_the_end_is_told() throws IOException {
    String[] lines = IntStream.range(0, 50).mapToObj(String::valueOf).toArray(String[]::new);

    assertThat(end(1, lines).lastLines()).hasSize(20).endsWith("49");
  }

  @Test
  void pauses_grow_until_it_is_given_up_and_old_ends_are_forgotten() {
    AtomicLong now = new AtomicLong();
    RestartPolicy restartPolicy = new RestartPolicy(now::get);

    for (int seconds = 1; seconds <= 16; seconds *= 2) {
      assertThat(restartPolicy.ended("kafka-broker")).contains(Duration.ofSeconds(seconds));
    }
    assertThat(restartPolicy.ended("kafka-broker")).isEmpty();
    assertThat(restartPolicy.ended("schema-registry")).contains(Duration.ofSeconds(1));

    now.addAndGet(RestartPolicy.PERIOD.toNanos() + 1);
    assertThat(restartPolicy.ended("kafka-broker")).contains(Duration.ofSeconds(1));
  }

  private ProcessEnd end(int exitCode, String... log) throws IOException {
    Path file = Files.write(folder.resolve("log"), List.of(log));
    return ProcessEnd.of(exitCode, file, folder);
  }
}
