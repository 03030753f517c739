package dev.kith.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reason why a process ended, from its exit code, its log and the free space of its disk. */
record ProcessEnd(int exitCode, List<String> log, Path disk) {

  private static final int BY_SIGNAL = 128;
  private static final int LAST_LINES = 20;
  private static final long FULL_BYTES = 8L << 20;
  private static final String NO_SPACE = "No space left on device";

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9,
          "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM", 25, "SIGXFSZ");

  static ProcessEnd of(int exitCode, Path log, Path disk) {
    return new ProcessEnd(exitCode, lines(log), disk);
  }

  ProcessEnd {
    log = List.copyOf(log);
  }

  /** The reason, such as {@code exit code 137 (SIGKILL)}. */
  String reason() {
    String signal = SIGNALS.get(exitCode - BY_SIGNAL);
    String code = "exit code " + exitCode + (signal == null ? "" : " (" + signal + ")");
    return isDiskFull() ? code + ", because the disk of " + disk + " is full" : code;
  }

  /** The last lines of the log. */
  List<String> lastLines() {
    return log.subList(Math.max(0, log.size() - LAST_LINES), log.size());
  }

  private boolean isDiskFull() {
    return log.stream().anyMatch(line -> line.contains(NO_SPACE)) || usableBytes() < FULL_BYTES;
  }

  private long usableBytes() {
    try {
      return Files.getFileStore(disk).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }

  private static List<String> lines(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      return List.of(unreadable.toString());
    }
  }
}
