package dev.kith.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fields of a profile, each present or absent. */
public record Fields(
    Optional<String> name,
    Optional<String> status,
    Optional<Picture> picture,
    SortedMap<String, Scalar> attributes) {

  public static final String NAME = "name";
  public static final String STATUS = "status";
  public static final String PICTURE = "picture";

  /** Path of all attributes, or, followed by a dot and a key, of one attribute. */
  public static final String ATTRIBUTES = "attributes";

  /** Prefix of the path of one attribute: {@code attributes.city}. */
  public static final String ATTRIBUTE_PREFIX = ATTRIBUTES + ".";

  public static final Fields EMPTY = of(Map.of());

  public Fields {
    attributes =
        attributes.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  private static Fields of(Map<String, Scalar> attributes) {
    return new Fields(
        Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>(attributes));
  }

  /** These fields overlaid with those of {@code set}, attribute by attribute. */
  public Fields with(Fields set) {
    var merged = new TreeMap<>(attributes);
    merged.putAll(set.attributes);
    return new Fields(
        set.name.or(() -> name),
        set.status.or(() -> status),
        set.picture.or(() -> picture),
        merged);
  }

  /**
   * These fields without those at the given paths ({@code name}, {@code status}, {@code picture},
   * {@code attributes}, {@code attributes.KEY}).
   */
  public Fields without(Collection<String> removed) {
    var kept = new TreeMap<>(attributes);
    if (removed.contains(ATTRIBUTES)) {
      kept.clear();
    }
    removed.stream()
        .filter(path -> path.startsWith(ATTRIBUTE_PREFIX))
        .forEach(path -> kept.remove(path.substring(ATTRIBUTE_PREFIX.length())));
    return new Fields(
        name.filter(value -> !removed.contains(NAME)),
        status.filter(value -> !removed.contains(STATUS)),
        picture.filter(value -> !removed.contains(PICTURE)),
        kept);
  }

  /** Only the picture, which a replacement of the profile keeps. */
  public Fields pictureOnly() {
    return new Fields(Optional.empty(), Optional.empty(), picture, new TreeMap<>());
  }

  public Fields withPicture(Optional<Picture> newPicture) {
    return new Fields(name, status, newPicture, attributes);
  }

  /** Bytes of all attributes as JSON in UTF-8. */
  public long attributeBytes() {
    return JsonSize.of(attributes);
  }

  /**
   * Whether these fields exceed one of the {@link Limits} in a part that was smaller in {@code
   * before}. A profile above a limit may therefore shrink.
   */
  boolean exceedsLimitsMoreThan(Fields before) {
    return grows(name, before.name, Limits.NAME)
        || grows(status, before.status, Limits.STATUS)
        || (attributes.size() > Limits.ATTRIBUTES && attributes.size() > before.attributes.size())
        || attributes.entrySet().stream()
            .anyMatch(entry ->
                grows(
                    text(entry.getValue()),
                    text(before.attributes.get(entry.getKey())),
                    Limits.ATTRIBUTE_TEXT))
        || (attributeBytes() > Limits.ATTRIBUTES_BYTES
            && attributeBytes() > before.attributeBytes());
  }

  private static boolean grows(Optional<String> now, Optional<String> before, int most) {
    return now.filter(text -> !Limits.fits(text, most)).isPresent()
        && now.get().length() > before.map(String::length).orElse(0);
  }

  private static Optional<String> text(@Nullable Scalar scalar) {
    return scalar instanceof Scalar.Text(var value) ? Optional.of(value) : Optional.empty();
  }

  public boolean isEmpty() {
    return equals(EMPTY);
  }
}
