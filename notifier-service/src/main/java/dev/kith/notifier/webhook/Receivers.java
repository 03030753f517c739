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

/**
 * Where receivers may be. A name is looked up before each request and all its addresses are
 * checked; the request then goes to one of these, so that a name cannot point elsewhere in between.
 */
@ApplicationScoped
public class Receivers {

  private static final int LONGEST_URL = 2_048;
  private static final int LAST_PORT = 65_535;

  private final boolean allowHttp;
  private final List<Network> forbidden;

  @Inject
  Receivers(WebhookSettings settings) {
    this(settings.allowHttp(), settings.forbiddenNetworks());
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
            "leads to an address of kith.notifier.webhooks.forbidden-networks, where no receiver may be");
      }
      return addresses[0];
    } catch (UnknownHostException unknown) {
      throw new UnfitUrl("names a host that is not found");
    }
  }

  private boolean isForbidden(InetAddress address) {
    return forbidden.stream().anyMatch(network -> network.contains(address));
  }
}
