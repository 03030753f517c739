package dev.kith.local.stack;

import dev.kith.local.base.Home;
import dev.kith.local.demo.Demo;
import dev.kith.local.demo.Scenario;
import dev.kith.local.token.LocalKey;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * Training of the AOT caches: runs a stack of its own that records which classes its processes
 * load, then writes one cache after the other.
 */
public final class AotTraining {

  private static final Duration DEMO = Duration.ofSeconds(5);
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(100);
  private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(5);

  private final Home home;
  private final Progress progress;

  public AotTraining(Home home, Progress progress) {
    this.home = home;
    this.progress = progress;
  }

  /** Writes the caches of all programs. */
  public void run() throws IOException, InterruptedException {
    try (Closeable _ = home.aot().prepare()) {
      DataFolder data = DataFolder.open(Files.createTempDirectory("kith-aot-"));
      progress.say("Recording a start of the stack; data folder: " + data.folder());
      LocalStack local = record(data);
      progress.say("Writing the caches.");
      for (ProcessSpec recorded : local.stack().plans()) {
        write(recorded, data);
      }
    }
  }

  private LocalStack record(DataFolder data) throws IOException, InterruptedException {
    LocalStack.Options options = new LocalStack.Options(0, 1, false, List.of());
    LocalStack local = LocalStack.plan(home.recordingAot(), data, options, progress);
    // Ctrl-C, SIGTERM and failures end in System.exit
    Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(local, data), "discard"));
    local.start();
    useIt(local, data);
    local.stack().stop();
    return local;
  }

  private void useIt(LocalStack local, DataFolder data) throws IOException, InterruptedException {
    URI door = URI.create("http://127.0.0.1:" + local.frontDoorPort());
    new Demo(Scenario.ofLauncher(), door, LocalKey.in(data.folder()), progress::say)
        .start(BETWEEN_CHANGES);
    Thread.sleep(DEMO);
  }

  private void write(ProcessSpec recorded, DataFolder data)
      throws IOException, InterruptedException {
    String program = recorded.name();
    ChildProcess writer =
        ChildProcess.start(
            new ProcessSpec(
                program + "-aot",
                home.aot().writingCommand(program, recorded.command()),
                recorded.environment(),
                recorded.directory(),
                recorded.probe()),
            data);
    writer.awaitEnd(WRITTEN_WITHIN);
    if (writer.exitCode() != 0) {
      throw writer.unexpectedEnd();
    }
    home.aot().publish(program);
    progress.reached(program, "written");
  }

  private static void discard(LocalStack local, DataFolder data) {
    try {
      local.stack().stop();
      data.delete();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException halted) {
      Thread.currentThread().interrupt();
    }
  }
}
