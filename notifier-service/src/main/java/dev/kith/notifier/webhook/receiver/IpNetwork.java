package dev.kith.notifier.webhook.receiver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** IP network in CIDR notation, such as {@code 169.254.0.0/16}. */
record IpNetwork(InetAddress first, int bits) {

  /**
   * Parses a network.
   *
   * @throws IllegalArgumentException for any other text; host names are not looked up
   */
  static IpNetwork parse(String text) {
    var parts = text.strip().split("/", -1);
    if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F.:]+") || !parts[1].matches("\\d{1,3}")) {
      throw invalid(text);
    }
    try {
      var first = InetAddress.getByName(parts[0]);
      var bits = Integer.parseInt(parts[1]);
      if (bits > first.getAddress().length * Byte.SIZE) {
        throw invalid(text);
      }
      return new IpNetwork(first, bits);
    } catch (UnknownHostException unreadable) {
      throw invalid(text);
    }
  }

  boolean contains(InetAddress address) {
    var ours = first.getAddress();
    var theirs = address.getAddress();
    var whole = bits / Byte.SIZE;
    if (ours.length != theirs.length || !Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
      return false;
    }
    var rest = bits % Byte.SIZE;
    return rest == 0 || (ours[whole] ^ theirs[whole]) >> (Byte.SIZE - rest) == 0;
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a network; write it like 169.254.0.0/16 or fe80::/10");
  }
}
