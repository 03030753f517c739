package dev.kith.local.stack;

import dev.kith.local.base.AotCaches;
import dev.kith.local.base.CliException;
import dev.kith.local.base.Home;
import dev.kith.local.demo.Demo;
import dev.kith.local.demo.Scenario;
import dev.kith.local.token.LocalKey;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Training of the AOT caches: runs a stack of its own that records which classes its processes
 * load, then writes one cache after the other.
 */
public final class AotTraining {

  private static final Duration DEMO = Duration.ofSeconds(5);
  private static final Duration BETWEEN_CHANGES = Duration.ofMillis(100);

  /** Each process writes its record when it stops, and may have to wait for a core. */
  private static final Duration RECORDED_WITHIN = Duration.ofMinutes(5);

  private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(10);

  private final Home home;
  private final Progress progress;
  private volatile @Nullable ChildProcess writer;

  public AotTraining(Home home, Progress progress) {
    this.home = home;
    this.progress = progress;
  }

  /** Writes the caches of all programs, and deletes those of other builds. */
  public void run() throws IOException, InterruptedException {
    if (!home.aot().areSupported()) {
      throw new CliException(
          "The flags in " + Home.JAVA_OPTIONS + " exclude AOT caches; run this without them.");
    }
    try (Closeable _ = home.aot().prepare()) {
      DataFolder data = DataFolder.open(Files.createTempDirectory("kith-aot-"));
      LocalStack local = plan(data);
      // Ctrl-C, SIGTERM and failures end in System.exit
      Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(local, data), "discard"));
      record(local, data);
      progress.say("Writing the caches.");
      for (ProcessSpec recorded : local.stack().plans()) {
        write(recorded, data);
      }
      home.aot().deleteAllBut(local.stack().plans().stream().map(ProcessSpec::command).toList());
    }
  }

  private LocalStack plan(DataFolder data) throws IOException {
    LocalStack.Options options = new LocalStack.Options(0, 1, false, List.of(), 0);
    return LocalStack.plan(home.recordingAot(), data, options, progress);
  }

  private void record(LocalStack local, DataFolder data) throws IOException, InterruptedException {
    progress.say("Recording a start of the stack; data folder: " + data.folder());
    local.start();
    URI door = URI.create("http://127.0.0.1:" + local.frontDoorPort());
    Demo demo = new Demo(Scenario.ofLauncher(), door, LocalKey.in(data.folder()), progress::say);
    demo.start(BETWEEN_CHANGES);
    Thread.sleep(DEMO);
    demo.stop();
    local.stack().stop(RECORDED_WITHIN);
  }

  private void write(ProcessSpec recorded, DataFolder data)
      throws IOException, InterruptedException {
    ChildProcess started =
        ChildProcess.start(
            new ProcessSpec(
                recorded.name() + "-aot",
                AotCaches.writingCommand(recorded.command()),
                recorded.environment(),
                recorded.directory(),
                recorded.probe()),
            data);
    writer = started;
    started.awaitEnd(WRITTEN_WITHIN);
    if (started.exitCode() != 0) {
      throw started.unexpectedEnd();
    }
    AotCaches.publish(recorded.command());
    progress.reached(recorded.name(), "written");
  }

  private void discard(LocalStack local, DataFolder data) {
    try {
      ChildProcess writing = writer;
      if (writing != null) {
        writing.awaitEnd(Duration.ZERO);
      }
      local.stack().abandon();
      data.delete();
    } catch (IOException failure) {
      System.err.println("The data folder was not deleted: " + failure.getMessage());
    } catch (InterruptedException halted) {
      Thread.currentThread().interrupt();
    }
  }
}
