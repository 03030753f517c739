package dev.kith.local.door;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Where the nodes of a service are. */
public final class Nodes {

  private static final long LOOK_UP_EVERY_MILLIS = 1_000;

  private volatile List<Node> nodes;

  private Nodes(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** These, for as long as the door is open. */
  public static Nodes named(List<Node> nodes) {
    return new Nodes(nodes);
  }

  /**
   * One at each address that the URL's host name has, as it is looked up again every second: the
   * pods behind a headless service. A name that has none right now has those that it had.
   */
  public static Nodes at(Vertx vertx, Node name) {
    Nodes nodes = new Nodes(List.of(name));
    nodes.lookUp(vertx, name);
    vertx.setPeriodic(LOOK_UP_EVERY_MILLIS, _ -> nodes.lookUp(vertx, name));
    return nodes;
  }

  List<Node> all() {
    return nodes;
  }

  private void lookUp(Vertx vertx, Node name) {
    var _ = vertx.executeBlocking(() -> addresses(name), false).onSuccess(found -> nodes = found);
  }

  private static List<Node> addresses(Node name) throws UnknownHostException {
    return Arrays.stream(InetAddress.getAllByName(name.url().getHost()))
        .map(InetAddress::getHostAddress)
        // of IPv6
        .map(address -> address.contains(":") ? "[" + address + "]" : address)
        .sorted()
        .map(name::on)
        .toList();
  }
}
