package dev.kith.door.nodes;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of one node of a service.
 *
 * @param url URL for requests
 * @param management URL of the management interface; without a port if that is unknown
 */
public record Node(URI url, URI management) {

  private static final Pattern QUERY = Pattern.compile("management=(\\d{1,5})");

  /**
   * Parses a URL such as {@code http://10.0.0.7:8080?management=9080}.
   *
   * @throws IllegalArgumentException if it has no host, no port, or another query
   */
  public static Node parse(URI text) {
    if (text.getHost() == null || text.getPort() < 0) {
      throw new IllegalArgumentException(text + " has no host or no port");
    }
    Node node = new Node(at(text, text.getHost(), text.getPort()), at(text, text.getHost(), -1));
    if (text.getRawQuery() == null) {
      return node;
    }
    Matcher query = QUERY.matcher(text.getRawQuery());
    if (!query.matches()) {
      throw new IllegalArgumentException(text + " has a query other than management=PORT");
    }
    return new Node(node.url, at(text, text.getHost(), Integer.parseInt(query.group(1))));
  }

  /** The node on another host with the same ports. */
  Node on(String host) {
    return new Node(at(url, host, url.getPort()), at(url, host, management.getPort()));
  }

  /** Whether the management port is known. */
  public boolean hasManagement() {
    return management.getPort() >= 0;
  }

  private static URI at(URI like, String host, int port) {
    return URI.create(like.getScheme() + "://" + host + (port < 0 ? "" : ":" + port));
  }
}
