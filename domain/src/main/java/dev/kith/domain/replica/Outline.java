package dev.kith.domain.replica;

import dev.kith.domain.Fields;
import dev.kith.domain.Lifecycle;
import dev.kith.domain.Picture;
import dev.kith.domain.Position;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Profile;
import dev.kith.domain.Scalar;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Outline of a profile: its rules, and which fields it has, without their values. Two outlines look
 * different to a viewer exactly if different fields are visible.
 */
public final class Outline {

  private static final String TEXT = "present";
  private static final Picture PICTURE = new Picture("", TEXT, 0, 0);
  private static final Scalar SCALAR = new Scalar.Text(TEXT);

  private Outline() {}

  /** Outline of a profile. */
  public static Profile of(Profile profile) {
    return of(profile.lifecycle(), paths(profile), profile.privacy());
  }

  /** Outline of a profile with the fields at {@code paths}. */
  public static Profile of(Lifecycle lifecycle, Collection<String> paths, PrivacyRules rules) {
    var attributes = new TreeMap<String, Scalar>();
    paths.stream()
        .filter(path -> path.startsWith(Fields.ATTRIBUTE_PREFIX))
        .map(path -> path.substring(Fields.ATTRIBUTE_PREFIX.length()))
        .forEach(key -> attributes.put(key, SCALAR));
    var fields =
        new Fields(
            value(paths, Fields.NAME, TEXT),
            value(paths, Fields.STATUS, TEXT),
            value(paths, Fields.PICTURE, PICTURE),
            attributes);
    return new Profile(Position.NONE, lifecycle, fields, rules);
  }

  private static <T> Optional<T> value(Collection<String> paths, String path, T value) {
    return paths.contains(path) ? Optional.of(value) : Optional.empty();
  }

  /** Paths of the fields of a profile. */
  public static Set<String> paths(Profile profile) {
    return values(profile.fields()).keySet();
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
