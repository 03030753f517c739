package dev.kith.notifier.webhook.receiver;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * IPv4 addresses that a router, gateway or tunnel may extract from an IPv6 address: a request to
 * the IPv6 address may arrive at the IPv4 address.
 */
final class EmbeddedIpv4 {

  private static final int LENGTH = 4;
  private static final int LAST = 12;

  private static final IpNetwork COMPATIBLE = IpNetwork.parse("::/96"); // RFC 4291, 2.5.5.1
  private static final IpNetwork TRANSLATED = IpNetwork.parse("::ffff:0:0:0/96"); // RFC 2765, 2.1
  private static final IpNetwork NAT64 = IpNetwork.parse("64:ff9b::/96"); // RFC 6052, 2.1
  private static final IpNetwork SIX_TO_FOUR = IpNetwork.parse("2002::/16"); // RFC 3056, 2
  private static final IpNetwork TEREDO = IpNetwork.parse("2001::/32"); // RFC 4380, 4

  private EmbeddedIpv4() {}

  static List<InetAddress> of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return List.of();
    }
    var bytes = address.getAddress();
    var found = new ArrayList<InetAddress>();
    if (COMPATIBLE.contains(address)
        || TRANSLATED.contains(address)
        || NAT64.contains(address)
        || isIsatap(bytes)) {
      found.add(at(bytes, LAST));
    }
    if (SIX_TO_FOUR.contains(address)) {
      found.add(at(bytes, 2));
    }
    if (TEREDO.contains(address)) {
      found.add(at(bytes, 4));
      found.add(inverted(bytes));
    }
    return found;
  }

  /** RFC 5214, 6.1: the interface identifier begins with 0000:5efe or 0200:5efe. */
  private static boolean isIsatap(byte[] bytes) {
    return (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == (byte) 0xFE;
  }

  /** Returns the address of a Teredo client, which has all its bits inverted. */
  private static InetAddress inverted(byte[] bytes) {
    var turned = bytes.clone();
    for (var index = LAST; index < bytes.length; index++) {
      turned[index] = (byte) ~bytes[index];
    }
    return at(turned, LAST);
  }

  private static InetAddress at(byte[] bytes, int offset) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + LENGTH));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
