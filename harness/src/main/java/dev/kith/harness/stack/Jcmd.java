package dev.kith.harness.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Client of the JDK's {@code jcmd}, which controls a running JVM. */
public record Jcmd(long process) {

  /** Runs a command and returns its output. */
  public String run(String... words) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(process));
    command.addAll(List.of(words));
    try {
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      String answer = new String(started.getInputStream().readAllBytes(), UTF_8);
      if (started.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + answer);
      }
      return answer;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
