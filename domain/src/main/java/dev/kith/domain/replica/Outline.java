package dev.kith.domain.replica;

import dev.kith.domain.Fields;
import dev.kith.domain.Picture;
import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.domain.Scalar;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Outline of a profile: its rules, and which fields it has, without their values. Two outlines look
 * different to a viewer exactly if different fields are visible.
 */
final class Outline {

  private static final String TEXT = "present";
  private static final Picture PICTURE = new Picture("", TEXT, 0, 0);
  private static final Scalar SCALAR = new Scalar.Text(TEXT);

  private Outline() {}

  static Profile of(Profile profile) {
    var fields = profile.fields();
    return new Profile(
        Position.NONE,
        profile.lifecycle(),
        new Fields(
            fields.name().map(_ -> TEXT),
            fields.status().map(_ -> TEXT),
            fields.picture().map(_ -> PICTURE),
            attributes(fields)),
        profile.privacy());
  }

  private static SortedMap<String, Scalar> attributes(Fields fields) {
    var outlined = new TreeMap<String, Scalar>();
    fields.attributes().keySet().forEach(key -> outlined.put(key, SCALAR));
    return outlined;
  }

  /** Values of the present fields, by path. */
  static SortedMap<String, Object> values(Fields fields) {
    var values = new TreeMap<String, Object>();
    put(values, Fields.NAME, fields.name());
    put(values, Fields.STATUS, fields.status());
    put(values, Fields.PICTURE, fields.picture());
    fields.attributes().forEach((key, value) -> values.put(Fields.ATTRIBUTE_PREFIX + key, value));
    return values;
  }

  private static void put(SortedMap<String, Object> values, String path, Optional<?> value) {
    value.ifPresent(present -> values.put(path, present));
  }
}
