package dev.kith.local.command;

import dev.kith.door.command.ClientConnectionsOption;
import dev.kith.door.command.OriginsOption;
import dev.kith.local.base.Home;
import dev.kith.local.demo.Demo;
import dev.kith.local.demo.Scenario;
import dev.kith.local.stack.BackgroundTraining;
import dev.kith.local.stack.DataFolder;
import dev.kith.local.stack.LocalStack;
import dev.kith.local.stack.Progress;
import dev.kith.local.stack.Supervisor;
import dev.kith.local.token.LocalKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code kith run}: starts the local stack and runs until it is stopped. */
@Command(
    name = "run",
    description = {
      "Starts Kith on this machine: a Kafka broker, a schema registry, the three services and a front door.",
      "Ctrl-C stops all of it. The data is kept for the next start."
    })
final class RunCommand implements Callable<Integer> {

  private static final String LAUNCHER = "launcher";

  private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(15);

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "Port of the front door on 127.0.0.1; 0: a free port, which is printed (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--ephemeral",
      description = "Keep all data in a temporary folder and delete it at the end.")
  private boolean ephemeral;

  @Option(
      names = "--nodes",
      paramLabel = "COUNT",
      defaultValue = "1",
      description =
          "Number of processes per service; the front door prefers the partition owner (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--demo",
      description =
          "Create five people with relations and privacy rules, unless they exist, and change a status now and then.")
  private boolean demo;

  @Option(
      names = "--keep-going",
      description = {
        "For tests that kill processes: when a process ends after the start, print that and keep the others running.",
        "Another port on 127.0.0.1, 'processes-api' in run/ports.properties, then accepts GET /services,"
            + " POST /services/NAME/kill and POST /services/NAME/start."
      })
  private boolean keepGoing;

  @Mixin private OriginsOption origins = new OriginsOption();

  @Mixin private ClientConnectionsOption clientConnections = new ClientConnectionsOption();

  @Mixin private DataOption dataOption = new DataOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkOptions();
    Progress progress = new Progress(commandSpec().commandLine().getOut(), Instant.now());
    DataFolder data = DataFolder.open(folder());
    data.pidFiles().write(LAUNCHER, ProcessHandle.current().pid());
    progress.say("Starting Kith; data folder: " + data.folder());

    Home home = Home.ofThisProcess();
    LocalStack local =
        LocalStack.plan(
            home,
            data,
            new LocalStack.Options(
                port, nodes, keepGoing, origins.origins(), clientConnections.maximum()),
            progress);
    // Ctrl-C, SIGTERM and failures all end in System.exit, so this hook is the only place that
    // stops
    BackgroundTraining training = new BackgroundTraining(home, data, progress);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(training, local.stack(), data), "stop"));
    local.start();
    if (demo) {
      URI door = URI.create("http://127.0.0.1:" + local.frontDoorPort());
      new Demo(Scenario.ofLauncher(), door, LocalKey.in(data.folder()), progress::say)
          .start(BETWEEN_CHANGES);
    }
    progress.say(whereToGo(local, data));
    if (!ephemeral && !keepGoing && !local.usesAotCaches()) {
      training.startWhenIdle();
    }
    local.stack().awaitTrouble();
    return 0;
  }

  private void checkOptions() {
    if (ephemeral && dataOption.isGiven()) {
      throw new ParameterException(
          commandSpec().commandLine(), "--ephemeral uses a temporary folder: leave --data out.");
    }
    if (nodes < 1 || port < 0 || port > 65_535) {
      throw new ParameterException(
          commandSpec().commandLine(), "--nodes must be at least 1, --port from 0 to 65535.");
    }
  }

  private Path folder() throws IOException {
    return ephemeral ? Files.createTempDirectory("kith-") : dataOption.folder();
  }

  private String whereToGo(LocalStack local, DataFolder data) {
    int door = local.frontDoorPort();
    String url = door == 8080 ? "" : " --url http://localhost:" + door;
    String folder =
        data.folder().equals(Home.ofThisProcess().data()) ? "" : " --data " + data.folder();
    return """
    Kith is up. Ctrl-C stops it.

      console          http://localhost:%d/console/
      API              http://localhost:%d/v1, described at /q/swagger-ui
      broker           %s
      registry         %s
      token            ./kith token alice%s
      alice's updates  ./kith watch alice%s%s
      logs             %s
    """
        .formatted(door, door, local.broker(), local.registry(), folder, folder, url, data.logs());
  }

  private void stop(BackgroundTraining training, Supervisor supervisor, DataFolder data) {
    try {
      training.stop();
      supervisor.stop();
      data.pidFiles().remove(LAUNCHER, ProcessHandle.current().pid());
      if (ephemeral) {
        data.delete();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException halted) {
      Thread.currentThread().interrupt();
    }
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec);
  }
}
