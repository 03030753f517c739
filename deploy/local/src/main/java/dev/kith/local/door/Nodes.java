package dev.kith.local.door;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Where the nodes of a service are. */
public final class Nodes {

  private static final long LOOK_UP_EVERY_MILLIS = 1_000;

  private volatile List<URI> urls;

  private Nodes(List<URI> urls) {
    this.urls = List.copyOf(urls);
  }

  /** These, for as long as the door is open. */
  public static Nodes named(List<URI> urls) {
    return new Nodes(urls);
  }

  /**
   * One at each address that the URL's host name has, as it is looked up again every second: the
   * pods behind a headless service. A name that has none right now has those that it had.
   */
  public static Nodes at(Vertx vertx, URI name) {
    Nodes nodes = new Nodes(List.of(name));
    nodes.lookUp(vertx, name);
    vertx.setPeriodic(LOOK_UP_EVERY_MILLIS, _ -> nodes.lookUp(vertx, name));
    return nodes;
  }

  List<URI> urls() {
    return urls;
  }

  private void lookUp(Vertx vertx, URI name) {
    var _ = vertx.executeBlocking(() -> addresses(name), false).onSuccess(found -> urls = found);
  }

  private static List<URI> addresses(URI name) throws UnknownHostException {
    return Arrays.stream(InetAddress.getAllByName(name.getHost()))
        .map(InetAddress::getHostAddress)
        // of IPv6
        .map(address -> address.contains(":") ? "[" + address + "]" : address)
        .sorted()
        .map(address -> URI.create(name.getScheme() + "://" + address + ":" + name.getPort()))
        .toList();
  }
}
