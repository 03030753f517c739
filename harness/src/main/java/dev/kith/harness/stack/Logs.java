package dev.kith.harness.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Log files of the processes of a stack. */
record Logs(Path folder) {

  private static final int LAST_LINES = 40;

  /** Returns the last lines of each log file, one file after the other. */
  String tails() {
    try (Stream<Path> logs = Files.list(folder)) {
      return logs.sorted().map(Logs::tail).collect(Collectors.joining("\n"));
    } catch (IOException gone) {
      return "(no logs: " + gone + ")";
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return "== "
          + log.getFileName()
          + "\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException unreadable) {
      return "== " + log.getFileName() + ": " + unreadable;
    }
  }
}
