package dev.kith.profile.picture.structure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writer of an ICC profile (ICC.1, version 2) from primaries and a curve. */
final class ProfileWriter {

  private static final int HEADER = 128;
  private static final int TAG = 12;

  /** The reference white of all ICC profiles, D50. */
  private static final double[] D50 = {0.9642, 1, 0.8249};

  private final Primaries primaries;
  private final Curve curve;

  ProfileWriter(Primaries primaries, Curve curve) {
    this.primaries = primaries;
    this.curve = curve;
  }

  ByteBuffer write(boolean grey) {
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("wtpt", xyz(D50));
    tags.put("desc", description());
    tags.put("cprt", text());
    if (grey) {
      tags.put("kTRC", curve.written());
    } else {
      var columns = primaries.adaptedTo(D50);
      for (var colour = 0; colour < 3; colour++) {
        tags.put("rgb".charAt(colour) + "XYZ", xyz(columns[colour]));
        tags.put("rgb".charAt(colour) + "TRC", curve.written());
      }
    }
    return profile(grey ? "GRAY" : "RGB ", tags);
  }

  private static ByteBuffer profile(String space, Map<String, byte[]> tags) {
    var at = HEADER + 4 + TAG * tags.size();
    var size = tags.values().stream().mapToInt(tag -> padded(tag.length)).reduce(at, Integer::sum);
    var profile = ByteBuffer.allocate(size);
    profile.putInt(size).putInt(0).putInt(0x02400000);
    profile.put(("mntr" + space + "XYZ ").getBytes(US_ASCII));
    profile.put(36, "acsp".getBytes(US_ASCII));
    profile.put(68, xyz(D50), 8, 12);
    profile.position(HEADER).putInt(tags.size());
    for (var tag : tags.entrySet()) {
      profile.put(tag.getKey().getBytes(US_ASCII)).putInt(at).putInt(tag.getValue().length);
      profile.put(at, tag.getValue());
      at += padded(tag.getValue().length);
    }
    return profile.clear();
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }

  private static byte[] xyz(double[] numbers) {
    var tag = ByteBuffer.allocate(20).put("XYZ ".getBytes(US_ASCII)).putInt(0);
    for (var number : numbers) {
      tag.putInt((int) Math.round(number * 0x10000));
    }
    return tag.array();
  }

  private static byte[] text() {
    return "text\0\0\0\0none\0".getBytes(US_ASCII);
  }

  private static byte[] description() {
    var name = "calibrated\0".getBytes(US_ASCII);
    // after the ASCII name, the Unicode and Macintosh names, both empty
    return ByteBuffer.allocate(12 + name.length + 8 + 70)
        .put("desc\0\0\0\0".getBytes(US_ASCII))
        .putInt(name.length)
        .put(name)
        .array();
  }
}
