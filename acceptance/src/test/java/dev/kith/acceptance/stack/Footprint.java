package dev.kith.acceptance.stack;

import dev.kith.harness.stack.Jcmd;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Resources of a JVM: open files, threads, and bytes of live objects. */
public record Footprint(long files, long threads, long liveBytes) {

  /**
   * Tolerance for connections of other clients, pools that vary in size, and classes that are
   * loaded late.
   */
  private static final long FILES_MORE = 60;

  private static final long THREADS_MORE = 25;
  private static final long BYTES_MORE = 16 * 1024 * 1024;

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  /** Measures the launcher, which contains the front door, and the services. */
  public static Map<String, Footprint> of(Stack stack) throws InterruptedException {
    Map<String, Footprint> all = new TreeMap<>();
    for (Map.Entry<String, Long> process : stack.run().processes().entrySet()) {
      if (!process.getKey().matches("kafka-.*|schema-.*")) {
        all.put(process.getKey(), of(process.getValue()));
      }
    }
    return all;
  }

  private static Footprint of(long process) throws InterruptedException {
    // the histogram runs a garbage collection first, so that it counts live objects only
    var total = TOTAL.matcher(new Jcmd(process).run("GC.class_histogram"));
    if (!total.find()) {
      throw new IllegalStateException("No histogram of process " + process);
    }
    return new Footprint(
        count(process, "fd"), count(process, "task"), Long.parseLong(total.group(1)));
  }

  private static long count(long process, String folder) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process), folder))) {
      return files.count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Compares with an earlier measurement; empty if no increase exceeds the tolerance. */
  public Optional<String> exceeds(Footprint before) {
    return files <= before.files + FILES_MORE
            && threads <= before.threads + THREADS_MORE
            && liveBytes <= before.liveBytes + BYTES_MORE
        ? Optional.empty()
        : Optional.of(before + " before, " + this + " after");
  }
}
