package dev.kith.local;

import dev.kith.local.door.FrontDoor;
import dev.kith.local.door.Service;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kith door}: the front door alone, for services that run elsewhere, as in containers. */
@Command(
    name = "door",
    // what ./kith run and the compose file start; nobody types it
    hidden = true,
    description = "Opens a front door before services that run already, and stays.")
final class DoorCommand implements Callable<Integer> {

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where it listens (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The port it listens on (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--profile-service", paramLabel = "URL", split = ",", required = true)
  private List<URI> profile = List.of();

  @Option(names = "--contact-graph-service", paramLabel = "URL", split = ",", required = true)
  private List<URI> contactGraph = List.of();

  @Option(names = "--notifier-service", paramLabel = "URL", split = ",", required = true)
  private List<URI> notifier = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Map<Service, List<URI>> nodes = new EnumMap<>(Service.class);
    nodes.put(Service.PROFILE, profile);
    nodes.put(Service.CONTACT_GRAPH, contactGraph);
    nodes.put(Service.NOTIFIER, notifier);
    FrontDoor.open(FrontDoor.vertx(), host, port, nodes);
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println("The front door is open at http://" + host + ":" + port);
    // until it is told to stop
    new CountDownLatch(1).await();
    return 0;
  }
}
