package dev.kith.local.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCachesTest {

  private static final String PROGRAM = "profile-service";

  @TempDir Path folder;
  private Path jar;
  private AotCaches caches;

  @BeforeEach
  void a_program_is_built() throws IOException {
    Path build = Files.createDirectories(folder.resolve("build/lib"));
    jar = Files.createFile(build.resolve("main.jar"));
    caches = AotCaches.in(folder.resolve("target"));
    caches.prepare().close();
  }

  @Test
  void a_program_starts_without_a_cache_until_there_is_one() throws IOException {
    assertThat(flags()).isEmpty();

    train();

    assertThat(flags()).first().asString().matches("-XX:AOTCache=.*/profile-service.aot");
    assertThat(AotCaches.isUsedBy(flags())).isTrue();
  }

  @Test
  void a_cache_that_is_older_than_any_file_of_the_build_is_not_used() throws IOException {
    train();

    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(flags()).isEmpty();
  }

  @Test
  void a_missing_build_is_left_to_the_start_to_report() throws IOException {
    train();

    Files.delete(jar);
    Files.delete(jar.getParent());
    Files.delete(folder.resolve("build"));

    assertThat(flags()).isEmpty();
  }

  @Test
  void an_interrupted_training_leaves_nothing_that_is_used() throws IOException {
    write();

    assertThat(flags()).isEmpty();

    caches.prepare().close();

    try (var left = Files.walk(folder.resolve("target"))) {
      assertThat(left.filter(Files::isRegularFile)).allMatch(file -> file.endsWith("lock"));
    }
  }

  private List<String> flags() {
    return caches.flags(PROGRAM, List.of(folder.resolve("build")));
  }

  /** Creates the files that the JVM creates in a training. */
  private void write() throws IOException {
    List<String> recording = caches.recording().flags(PROGRAM, List.of());
    for (String flag : caches.writingCommand(PROGRAM, recording)) {
      String[] parts = flag.split("=", 2);
      if (!parts[0].equals("-XX:AOTMode")) {
        Files.createFile(Path.of(parts[1]));
      }
    }
  }

  private void train() throws IOException {
    write();
    caches.publish(PROGRAM);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
  }
}
