package dev.kith.notifier.webhook.receiver;

import dev.kith.notifier.webhook.WebhookConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Policy for receivers' URLs and addresses. A host name is resolved before each request, and all
 * its addresses are checked. The request goes to one of these, so that a name cannot resolve to
 * another address in between.
 */
@ApplicationScoped
public class ReceiverPolicy {

  private static final int MAX_URL_LENGTH = 2_048;
  private static final int LAST_PORT = 65_535;

  /** RFC 1918, RFC 6598, RFC 6890, RFC 2544, RFC 4193, RFC 8215. */
  private static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "192.0.0.0/24",
          "198.18.0.0/15",
          "fc00::/7",
          "64:ff9b:1::/48");

  private final boolean allowHttp;
  private final List<IpNetwork> forbidden;

  @Inject
  public ReceiverPolicy(WebhookConfig settings) {
    this(
        settings.allowHttp(),
        Stream.concat(
                settings.forbiddenNetworks().stream(),
                settings.allowPrivateNetworks() ? Stream.of() : PRIVATE.stream())
            .toList());
  }

  public ReceiverPolicy(boolean allowHttp, List<String> forbidden) {
    this.allowHttp = allowHttp;
    this.forbidden = forbidden.stream().map(IpNetwork::parse).toList();
  }

  /** Parses a URL and checks its form; nothing is looked up. */
  public URI parse(String text) throws UnacceptableUrl {
    if (text.length() > MAX_URL_LENGTH) {
      throw new UnacceptableUrl("is longer than " + MAX_URL_LENGTH + " characters");
    }
    try {
      var url = new URI(text);
      check(url);
      return url;
    } catch (URISyntaxException malformed) {
      throw new UnacceptableUrl("is not a valid URL");
    }
  }

  private void check(URI url) throws UnacceptableUrl {
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new UnacceptableUrl("must begin with https://");
    }
    if (scheme.equals("http") && !allowHttp) {
      throw new UnacceptableUrl(
          "must begin with https://; kith.notifier.webhooks.allow-http permits http");
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > LAST_PORT) {
      throw new UnacceptableUrl("must have a host and, if it has a port, one from 1 to 65535");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new UnacceptableUrl(
          "must have neither a user nor a fragment; requests are signed instead");
    }
  }

  /** Returns one present address of the receiver; blocks while the name is resolved. */
  public InetAddress find(URI url) throws UnacceptableUrl {
    try {
      var addresses = InetAddress.getAllByName(url.getHost());
      if (Arrays.stream(addresses).anyMatch(this::isForbidden)) {
        throw new UnacceptableUrl(
            "resolves to a forbidden address; see kith.notifier.webhooks.allow-private-networks and forbidden-networks");
      }
      return addresses[0];
    } catch (UnknownHostException unknown) {
      throw new UnacceptableUrl("has a host that cannot be resolved");
    }
  }

  private boolean isForbidden(InetAddress address) {
    return Stream.concat(Stream.of(address), EmbeddedIpv4.of(address).stream())
        .anyMatch(each -> forbidden.stream().anyMatch(ipNetwork -> ipNetwork.contains(each)));
  }

  /** Returns the private networks, for tests. */
  static List<String> privateNetworks() {
    return PRIVATE;
  }
}
