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

/** The files {@code run/NAME.pid}: one for each process that runs, so that others can find it. */
public record PidFiles(Path folder) {

  // a little more than the leash allows
  private static final Duration LEFTOVERS_MAY_TAKE = Duration.ofSeconds(20);

  public void write(String name, long pid) throws IOException {
    Files.writeString(file(name), Long.toString(pid));
  }

  /** Removes the file, unless it is already that of a successor. */
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
   * The processes of a killed launcher need a moment to notice; until then they hold its ports and
   * files.
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
        // a zombie has no command, and one that started later only got the same number
        .filter(process -> process.info().command().isPresent())
        .filter(process ->
            process.info().startInstant().filter(started -> !started.isAfter(written)).isPresent());
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(LEFTOVERS_MAY_TAKE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stillThere) {
      // then the process that needs what it holds will say so
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
