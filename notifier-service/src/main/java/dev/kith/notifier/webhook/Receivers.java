package dev.kith.notifier.webhook;

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
 * Where receivers may be. A name is looked up before each request and all its addresses are
 * checked; the request then goes to one of these, so that a name cannot point elsewhere in between.
 */
@ApplicationScoped
public class Receivers {

  private static final int LONGEST_URL = 2_048;
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
  private final List<Network> forbidden;

  @Inject
  Receivers(WebhookSettings settings) {
    this(
        settings.allowHttp(),
        Stream.concat(
                settings.forbiddenNetworks().stream(),
                settings.allowPrivateNetworks() ? Stream.of() : PRIVATE.stream())
            .toList());
  }

  Receivers(boolean allowHttp, List<String> forbidden) {
    this.allowHttp = allowHttp;
    this.forbidden = forbidden.stream().map(Network::parse).toList();
  }

  /** The URL, if its form is one that a receiver may have; nothing is looked up. */
  public URI parse(String text) throws UnfitUrl {
    if (text.length() > LONGEST_URL) {
      throw new UnfitUrl("is longer than " + LONGEST_URL + " characters");
    }
    try {
      var url = new URI(text);
      check(url);
      return url;
    } catch (URISyntaxException malformed) {
      throw new UnfitUrl("is no URL");
    }
  }

  private void check(URI url) throws UnfitUrl {
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new UnfitUrl("must begin with https://");
    }
    if (scheme.equals("http") && !allowHttp) {
      throw new UnfitUrl(
          "must begin with https://; http is allowed with kith.notifier.webhooks.allow-http only");
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > LAST_PORT) {
      throw new UnfitUrl("must name a host, and a port from 1 to 65535 if any");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new UnfitUrl("must have neither a user nor a fragment; requests are signed instead");
    }
  }

  /** One address of the receiver, now; blocks while the name is looked up. */
  public InetAddress find(URI url) throws UnfitUrl {
    try {
      var addresses = InetAddress.getAllByName(url.getHost());
      if (Arrays.stream(addresses).anyMatch(this::isForbidden)) {
        throw new UnfitUrl(
            "leads to an address where no receiver may be; kith.notifier.webhooks.allow-private-networks and forbidden-networks decide");
      }
      return addresses[0];
    } catch (UnknownHostException unknown) {
      throw new UnfitUrl("names a host that is not found");
    }
  }

  private boolean isForbidden(InetAddress address) {
    return Stream.concat(Stream.of(address), EmbeddedAddresses.of(address).stream())
        .anyMatch(each -> forbidden.stream().anyMatch(network -> network.contains(each)));
  }

  /** The private networks, for tests of the defaults. */
  static List<String> privateNetworks() {
    return PRIVATE;
  }
}
