package dev.kith.notifier.subject;

import dev.kith.domain.Fields;
import dev.kith.domain.Limits;
import dev.kith.domain.Picture;
import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.Scalar;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Events that make a profile as large as the limits allow. */
public final class LargestProfile {

  private LargestProfile() {}

  /** Name, status and attributes. */
  public static ProfileChanged changed() {
    SortedMap<String, Scalar> attributes = new TreeMap<>();
    var left = Limits.ATTRIBUTES_BYTES - 2;
    for (var number = 0; left > 100; number++) {
      var key = "a" + number;
      var around = key.length() + 6;
      var length = Math.min(Limits.ATTRIBUTE_TEXT, left - around);
      attributes.put(key, new Scalar.Text("x".repeat(length)));
      left -= length + around;
    }
    var fields =
        new Fields(
            Optional.of("\uD83D\uDE00".repeat(Limits.NAME)),
            Optional.of("\uD83D\uDE00".repeat(Limits.STATUS)),
            Optional.empty(),
            attributes);
    return new ProfileChanged(Optional.empty(), ProfileChanged.Mode.REPLACE, fields, Set.of());
  }

  public static PictureChanged picture() {
    var picture = new Picture("ab".repeat(32), "image/" + "x".repeat(121), 1_000_000, 1_000_000);
    return new PictureChanged(Optional.empty(), Optional.of(picture));
  }
}
