package dev.kith.notifier.webhook.receiver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Addresses that begin alike, written like {@code 169.254.0.0/16}. */
record IpNetwork(InetAddress first, int bits) {

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException for what is none; a name is none, because it is not looked up
   */
  static IpNetwork parse(String text) {
    var parts = text.strip().split("/", -1);
    if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F.:]+") || !parts[1].matches("\\d{1,3}")) {
      throw notOne(text);
    }
    try {
      var first = InetAddress.getByName(parts[0]);
      var bits = Integer.parseInt(parts[1]);
      if (bits > first.getAddress().length * Byte.SIZE) {
        throw notOne(text);
      }
      return new IpNetwork(first, bits);
    } catch (UnknownHostException unreadable) {
      throw notOne(text);
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

  private static IllegalArgumentException notOne(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no network; write one like 169.254.0.0/16 or fe80::/10");
  }
}
