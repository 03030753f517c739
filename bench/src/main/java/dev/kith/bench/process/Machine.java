package dev.kith.bench.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Processor load of the machine, and processor time and memory of its processes. */
public final class Machine {

  private static final Path TIMES = Path.of("/proc/stat");

  private Machine() {}

  /**
   * Clock ticks of all cores since the start of the machine: all, idle, and stolen by the host of a
   * virtual machine.
   */
  public record Ticks(long all, long idle, long stolen) {

    /** Reads the current values; all are zero on a system without {@code /proc/stat}. */
    public static Ticks now() {
      if (!Files.isReadable(TIMES)) {
        return new Ticks(0, 0, 0);
      }
      try (var lines = Files.lines(TIMES)) {
        long[] ticks =
            Arrays.stream(lines.findFirst().orElseThrow().trim().split("\\s+", -1))
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
        return new Ticks(Arrays.stream(ticks).sum(), ticks[3] + ticks[4], ticks[7]);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** Returns the load since {@code before} as text. */
    public String since(Ticks before) {
      long passed = all - before.all;
      return passed == 0
          ? "unknown"
          : "%.0f %% busy, %.1f %% stolen by the host"
              .formatted(
                  100.0 * (passed - (idle - before.idle)) / passed,
                  100.0 * (stolen - before.stolen) / passed);
    }
  }

  public static String description() {
    return "%d cores, %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name").toLowerCase(Locale.ROOT),
            Runtime.version().feature());
  }

  /**
   * Returns the processor time of a process since its start; zero if the system does not report it.
   */
  public static Duration processorTime(long process) {
    return ProcessHandle.of(process)
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  /**
   * Returns the resident memory of processes by name, in megabytes; zero for a process that has
   * ended.
   */
  public static Map<String, Long> residentMegabytes(Map<String, Long> processes) {
    Map<String, Long> resident = new TreeMap<>();
    processes.forEach((name, pid) -> resident.put(name, residentKilobytes(pid) / 1024));
    return resident;
  }

  /** Returns the resident memory of a process, in kilobytes; zero if it has ended. */
  public static long residentKilobytes(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String answer = new String(ps.getInputStream().readAllBytes(), US_ASCII).strip();
      return answer.isEmpty() ? 0 : Long.parseLong(answer);
    } catch (IOException noSuchProgram) {
      return 0;
    }
  }
}
