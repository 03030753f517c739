package dev.kith.connections;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolver of the client address of a connection or request: the peer's address, or the one that a
 * trusted proxy names.
 */
final class ClientAddress {

  private static final String FORWARDED = "X-Forwarded-For";
  private static final int IPV4_BITS = 32;
  private static final int IPV6_BITS = 128;

  private final List<IpSubnetFilterRule> trusted;

  /** Addresses and networks of trusted proxies, such as {@code 10.0.0.0/8}. */
  ClientAddress(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(ClientAddress::network).toList();
  }

  boolean isTrustedProxy(@Nullable InetSocketAddress peer) {
    return peer != null && trusted.stream().anyMatch(network -> network.matches(peer));
  }

  /**
   * Last address in {@code X-Forwarded-For} that is not a trusted proxy's; anyone could have
   * written the ones before it. Null if there is none.
   */
  @Nullable InetAddress forwarded(HttpRequest request) {
    var hops = String.join(",", request.headers().getAll(FORWARDED)).split(",", -1);
    for (var hop = hops.length - 1; hop >= 0; hop--) {
      var address = NetUtil.createInetAddressFromIpAddressString(hops[hop].strip());
      if (address == null) {
        return null;
      }
      if (!isTrustedProxy(new InetSocketAddress(address, 0))) {
        return address;
      }
    }
    return null;
  }

  private static IpSubnetFilterRule network(String text) {
    var slash = text.indexOf('/');
    var address =
        NetUtil.createInetAddressFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException(
          text + " is not an address or network; use one such as 10.0.0.7 or 10.0.0.0/8");
    }
    var bits = address.getAddress().length * Byte.SIZE == IPV4_BITS ? IPV4_BITS : IPV6_BITS;
    var prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
  }
}
