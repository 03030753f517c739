package dev.kith.local.stack;

import dev.kith.local.base.Home;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Process that runs the {@linkplain AotTraining training} beside a stack, with the priority of an
 * idle machine, as soon as the machine has little to do.
 */
public final class BackgroundTraining {

  private static final String NAME = "aot-training";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final double MAX_LOAD_PER_CORE = 0.5;

  /** The training needs as much memory as a second stack. */
  private static final long MIN_MEMORY_BYTES = 6L << 30;

  private BackgroundTraining() {}

  /**
   * Starts the training on a thread of its own once the machine is idle. The process ends with this
   * one.
   *
   * @return whether the machine has enough memory
   */
  public static boolean startWhenIdle(Home home, DataFolder data) {
    var machine =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    // negative: this system does not tell its load
    if (machine.getTotalMemorySize() < MIN_MEMORY_BYTES || machine.getSystemLoadAverage() < 0) {
      return false;
    }
    Thread.ofPlatform()
        .daemon()
        .name(NAME)
        .start(() -> {
          try {
            while (machine.getSystemLoadAverage()
                > MAX_LOAD_PER_CORE * machine.getAvailableProcessors()) {
              Thread.sleep(BETWEEN_LOOKS);
            }
            var _ = ChildProcess.start(plan(home, data), data);
          } catch (IOException notStarted) {
            // the next start is as slow as this one; kith aot reports the cause
          } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
          }
        });
    return true;
  }

  private static ProcessSpec plan(Home home, DataFolder data) {
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> command =
        new JavaCommand(home, NAME).withLowPriority().flags(flags).jar(home.launcher(), "aot");
    return new ProcessSpec(NAME, command, Map.of(), data.folder(), Optional::empty);
  }
}
