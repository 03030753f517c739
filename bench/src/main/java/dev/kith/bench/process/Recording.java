package dev.kith.bench.process;

import dev.kith.harness.stack.Jcmd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Flight recording of a JVM during a measurement, which shows where its processor time went. */
public final class Recording {

  private static final String NAME = "kith-bench";
  private static final String SAMPLE = "jdk.CPUTimeSample";
  private static final int SHOWN_THREADS = 6;
  private static final int SHOWN_FRAMES = 20;

  private final Map<String, Integer> threads = new HashMap<>();
  private final Map<String, Integer> areas = new HashMap<>();
  private final Map<String, Integer> frames = new HashMap<>();
  private final Path file;
  private int samples;

  private Recording(Path file) {
    this.file = file;
  }

  /** Work that is recorded; its result is not part of the measurement. */
  @FunctionalInterface
  public interface Work {
    void run() throws InterruptedException;
  }

  public static Recording of(Jcmd process, Work work) throws InterruptedException {
    try {
      Recording recording = new Recording(Files.createTempFile("kith-bench-", ".jfr"));
      process.run(
          "JFR.start",
          "name=" + NAME,
          "settings=profile",
          SAMPLE + "#enabled=true",
          SAMPLE + "#throttle=5ms");
      work.run();
      process.run("JFR.stop", "name=" + NAME, "filename=" + recording.file);
      recording.read();
      return recording;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String text(String name) {
    return "  %d samples of processor time in %s; all of it: %s%n".formatted(samples, name, file)
        + table("  by thread", threads, SHOWN_THREADS)
        + table("  by the innermost library at work", areas, areas.size())
        + table("  by method", frames, SHOWN_FRAMES);
  }

  private void read() throws IOException {
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
          add(event);
        }
      }
    }
  }

  private void add(RecordedEvent sample) {
    List<RecordedFrame> stack = sample.getStackTrace().getFrames();
    samples++;
    threads.merge(
        sample.getThread("eventThread").getJavaName().replaceAll("\\d+", "N"), 1, Integer::sum);
    areas.merge(CodeArea.of(stack.stream().map(Recording::method).toList()), 1, Integer::sum);
    frames.merge(method(stack.getFirst()), 1, Integer::sum);
  }

  private static String method(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private String table(String head, Map<String, Integer> counts, int shown) {
    StringBuilder text = new StringBuilder(head).append('\n');
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(shown)
        .forEach(entry ->
            text.append(
                "    %5.1f %%  %s%n"
                    .formatted(100.0 * entry.getValue() / samples, entry.getKey())));
    return text.toString();
  }
}
