package dev.kith.harness.stack;

import dev.kith.harness.KithHome;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Second front door, started as a separate process for nodes that are already running. */
public final class SecondDoor implements AutoCloseable {

  private final Launcher launcher;
  private final URI url;

  private SecondDoor(Launcher launcher, URI url) {
    this.launcher = launcher;
    this.url = url;
  }

  /**
   * Starts a front door and waits until it is open.
   *
   * @param nodes the URLs of the nodes of each service
   */
  public static SecondDoor before(Map<String, List<URI>> nodes) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("--port", "" + SecondNode.freePort()));
    nodes.forEach((service, urls) -> {
      words.add("--" + service);
      words.add(urls.stream().map(URI::toString).collect(Collectors.joining(",")));
    });
    Launcher launcher =
        Launcher.startDoor(
            KithHome.ofThisProcess(),
            Path.of(System.getProperty("java.io.tmpdir")),
            words.toArray(String[]::new));
    return new SecondDoor(launcher, launcher.awaitDoor());
  }

  public URI url() {
    return url;
  }

  /** Returns the process id. */
  public long pid() {
    return launcher.pid();
  }

  @Override
  public void close() {
    launcher.terminate();
  }
}
