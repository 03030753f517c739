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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AotCachesTest {

  private static final String PROGRAM = "profile-service";

  @TempDir Path folder;
  private Path jar;
  private AotCaches caches;

  @BeforeEach
  void a_program_is_built() throws IOException {
    Path build = Files.createDirectories(folder.resolve("build/lib"));
    jar = Files.createFile(build.resolve("main.jar"));
    caches = cachesWith("-Xlog:gc");
    caches.prepare().close();
  }

  @Test
  void a_program_starts_without_a_cache_until_there_is_one() throws IOException {
    assertThat(flags()).isEmpty();

    train();

    assertThat(flags()).first().asString().matches("-XX:AOTCache=.*/profile-service-.*\\.aot");
    assertThat(AotCaches.isUsedBy(flags())).isTrue();
  }

  @Test
  void a_cache_of_another_build_is_not_used() throws IOException {
    train();

    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
    assertThat(flags()).isEmpty();

    train();
    assertThat(flags()).isNotEmpty();
  }

  @Test
  void a_training_that_is_complete_deletes_the_caches_of_other_builds() throws IOException {
    train();
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
    List<String> recording = train();

    caches.deleteAllBut(List.of(recording));

    assertThat(files()).hasSize(1).allMatch(name -> name.endsWith(".aot"));
    assertThat(flags()).isNotEmpty();
  }

  @Test
  void an_interrupted_training_leaves_nothing_that_is_used() throws IOException {
    write();
    assertThat(flags()).isEmpty();

    caches.prepare().close();

    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-Xshare:off", "-Xmx1g -javaagent:trace.jar", "-XX:SharedArchiveFile=a.jsa"})
  void flags_that_exclude_caches_are_respected(String options) throws IOException {
    train();

    AotCaches without = cachesWith(options);

    assertThat(without.areSupported()).isFalse();
    assertThat(without.flags(PROGRAM, List.of(folder.resolve("build")))).isEmpty();
  }

  private AotCaches cachesWith(String options) {
    return AotCaches.in(folder.resolve("aot"), options);
  }

  private List<String> flags() {
    return caches.flags(PROGRAM, List.of(folder.resolve("build")));
  }

  /** Names of the files in the folder, without the lock. */
  private List<String> files() throws IOException {
    try (var files = Files.list(folder.resolve("aot"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("lock"))
          .toList();
    }
  }

  /** Creates the files that the JVM creates in a training, and returns the recording command. */
  private List<String> write() throws IOException {
    List<String> recording = caches.recording().flags(PROGRAM, List.of(folder.resolve("build")));
    for (String flag : AotCaches.writingCommand(recording)) {
      String[] parts = flag.split("=", 2);
      if (!parts[0].equals("-XX:AOTMode")) {
        Files.createFile(Path.of(parts[1]));
      }
    }
    return recording;
  }

  private List<String> train() throws IOException {
    List<String> recording = write();
    AotCaches.publish(recording);
    return recording;
  }
}
