package dev.kith.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Files {@code run/NAME.pid} with the ids of running processes. */
public record PidFiles(Path folder) {

  // slightly more than the leash's grace period
  private static final Duration LEFTOVER_TIMEOUT = Duration.ofSeconds(20);

  public void write(String name, long pid) throws IOException {
    Files.writeString(file(name), Long.toString(pid));
  }

  /** Removes the file, unless it already contains the id of a successor. */
  public void remove(String name, long pid) {
    try {
      if (read(file(name)).filter(written -> written == pid).isPresent()) {
        Files.deleteIfExists(file(name));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Waits for leftover processes of a killed launcher: they need a moment to notice its end and
   * hold its ports and files until then.
   */
  void awaitEndOfLeftovers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pid")).toList()) {
        leftover(file).ifPresent(PidFiles::awaitEnd);
        Files.deleteIfExists(file);
      }
    }
  }

  private static Optional<ProcessHandle> leftover(Path file) throws IOException {
    Instant written = Files.getLastModifiedTime(file).toInstant();
    return read(file)
        .flatMap(ProcessHandle::of)
        // a zombie has no command; a process that started later has only reused the id
        .filter(process -> process.info().command().isPresent())
        .filter(process ->
            process.info().startInstant().filter(started -> !started.isAfter(written)).isPresent());
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(LEFTOVER_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stillThere) {
      // the process that needs its ports or files will report the conflict
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Long> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private Path file(String name) {
    return folder.resolve(name + ".pid");
  }
}
