package dev.kith.local.command;

import dev.kith.local.base.Home;
import dev.kith.local.stack.DataFolder;
import dev.kith.local.stack.LocalStack;
import dev.kith.local.stack.Progress;
import dev.kith.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code kith run}: starts the local stack and stays until it is told to stop. */
@Command(
    name = "run",
    description = {
      "Starts Kith on this machine: a Kafka broker, a schema registry, the three services and a front door.",
      "Ctrl-C stops all of it; the data stays and is there again at the next start."
    })
final class RunCommand implements Callable<Integer> {

  private static final String LAUNCHER = "launcher";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "The front door's port on 127.0.0.1; 0 takes a free one and prints it (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--ephemeral",
      description = "Keep everything in a temporary folder, and remove that at the end.")
  private boolean ephemeral;

  @Option(
      names = "--nodes",
      paramLabel = "COUNT",
      defaultValue = "1",
      description =
          "How many processes of each service; the front door asks them in turn (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--keep-going",
      description = {
        "For tests that end a process on purpose: once all are up, the end of one is told and the others stay.",
        "Another port of 127.0.0.1, 'processes-api' in run/ports.properties, then takes GET /services,"
            + " POST /services/NAME/kill and POST /services/NAME/start."
      })
  private boolean keepGoing;

  @Mixin private OriginsOption origins = new OriginsOption();

  @Mixin private DataOption dataOption = new DataOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    checkOptions();
    Progress progress = new Progress(commandSpec().commandLine().getOut(), Instant.now());
    DataFolder data = DataFolder.open(folder());
    data.pidFiles().write(LAUNCHER, ProcessHandle.current().pid());
    progress.say("Starting Kith; its data is in " + data.folder());

    LocalStack local =
        LocalStack.plan(
            Home.ofThisProcess(),
            data,
            new LocalStack.Wishes(port, nodes, keepGoing, origins.origins()),
            progress);
    // Ctrl-C, SIGTERM and a failure all end in System.exit: stopping is written once
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(local.stack(), data), "stop"));
    local.start();
    progress.say(whereToGo(local.frontDoorPort(), data));
    local.stack().awaitTrouble();
    return 0;
  }

  private void checkOptions() {
    if (ephemeral && dataOption.isGiven()) {
      throw new ParameterException(
          commandSpec().commandLine(), "--ephemeral has a folder of its own: leave --data out.");
    }
    if (nodes < 1 || port < 0 || port > 65_535) {
      throw new ParameterException(
          commandSpec().commandLine(), "--nodes is at least 1, --port at most 65535.");
    }
  }

  private Path folder() throws IOException {
    return ephemeral ? Files.createTempDirectory("kith-") : dataOption.folder();
  }

  private String whereToGo(int frontDoorPort, DataFolder data) {
    String url = frontDoorPort == 8080 ? "" : " --url http://localhost:" + frontDoorPort;
    String folder =
        data.folder().equals(Home.ofThisProcess().data()) ? "" : " --data " + data.folder();
    return """
    Kith is up. Ctrl-C stops it.

      front door       http://localhost:%d
      its API          http://localhost:%d/q/swagger-ui
      a token          ./kith token alice%s
      alice's updates  ./kith watch alice%s%s
      logs             %s
    """
        .formatted(frontDoorPort, frontDoorPort, folder, folder, url, data.logs());
  }

  private void stop(Stack stack, DataFolder data) {
    try {
      stack.stop();
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
