package dev.kith.door.nodes;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Addresses of a service's nodes: fixed, or looked up in DNS. */
public final class Nodes {

  private static final long LOOK_UP_INTERVAL_MILLIS = 1_000;

  private volatile List<Node> nodes;

  private Nodes(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** Fixed nodes. */
  public static Nodes named(List<Node> nodes) {
    return new Nodes(nodes);
  }

  /**
   * One node for each address of the URL's host name, which is resolved again every second: the
   * pods of a headless service. If the name cannot be resolved, the previous addresses stay.
   */
  public static Nodes at(Vertx vertx, Node name) {
    Nodes nodes = new Nodes(List.of(name));
    nodes.lookUp(vertx, name);
    vertx.setPeriodic(LOOK_UP_INTERVAL_MILLIS, _ -> nodes.lookUp(vertx, name));
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
        // an IPv6 address
        .map(address -> address.contains(":") ? "[" + address + "]" : address)
        .sorted()
        .map(name::on)
        .toList();
  }
}
