package dev.kith.local.stack;

import com.sun.management.OperatingSystemMXBean;
import dev.kith.local.base.Home;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Process that runs the {@linkplain AotTraining training} beside a stack, with low priority, as
 * soon as the machine has little to do.
 */
public final class BackgroundTraining {

  private static final String NAME = "aot-training";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
  private static final double MAX_LOAD_PER_CORE = 0.5;

  /** The training needs as much memory as a second stack. */
  private static final long MIN_MEMORY_BYTES = 6L << 30;

  /** Five caches, their records, and the data of a stack. */
  private static final long MIN_DISK_BYTES = 3L << 30;

  private final Home home;
  private final DataFolder data;
  private final Progress progress;
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private @Nullable ChildProcess process;
  private boolean stopped;

  public BackgroundTraining(Home home, DataFolder data, Progress progress) {
    this.home = home;
    this.data = data;
    this.progress = progress;
  }

  /** Starts the training once the machine is idle, unless it has too little memory or disk. */
  public void startWhenIdle() {
    // negative: this system does not tell its load
    if (!home.aot().areSupported()
        || machine.getTotalMemorySize() < MIN_MEMORY_BYTES
        || machine.getSystemLoadAverage() < 0
        || !hasDisk()) {
      return;
    }
    progress.say(
        "When this machine is idle, caches for the JVM are written in the background;"
            + " later starts are faster.");
    Thread.ofPlatform()
        .daemon()
        .name(NAME)
        .start(() -> {
          try {
            awaitIdle();
            start();
          } catch (IOException failure) {
            progress.say("The caches for the JVM are not written: " + failure.getMessage());
          } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Ends the training, if it is running. */
  public synchronized void stop() throws InterruptedException {
    stopped = true;
    if (process != null && process.isAlive()) {
      process.terminate();
      process.awaitEnd(ENDS_WITHIN);
    }
  }

  private boolean hasDisk() {
    try {
      return Files.getFileStore(home.folder()).getUsableSpace() > MIN_DISK_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }

  private void awaitIdle() throws InterruptedException {
    while (machine.getSystemLoadAverage() > MAX_LOAD_PER_CORE * machine.getAvailableProcessors()) {
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private synchronized void start() throws IOException {
    if (stopped) {
      return;
    }
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> command =
        JavaCommand.withLowPriority(home).flags(flags).jar(home.launcher(), "aot");
    ProcessSpec spec =
        new ProcessSpec(NAME, command, Map.of(), data.folder(), Optional::<String>empty);
    ChildProcess started = ChildProcess.start(spec, data);
    process = started;
    var _ = started.ended().thenAccept(this::ended);
  }

  private void ended(ChildProcess training) {
    data.pidFiles().remove(NAME, training.pid());
    synchronized (this) {
      if (stopped) {
        return;
      }
    }
    progress.say(
        training.exitCode() == 0
            ? "The caches for the JVM are written: later starts are faster."
            : "The caches for the JVM are not written; see " + data.log(NAME));
  }
}
