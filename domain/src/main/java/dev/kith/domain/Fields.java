package dev.kith.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a profile says: each field is there or absent. */
public record Fields(
    Optional<String> name,
    Optional<String> status,
    Optional<Picture> picture,
    SortedMap<String, Scalar> attributes) {

  public static final String NAME = "name";
  public static final String STATUS = "status";
  public static final String PICTURE = "picture";

  /** All attributes, or, followed by a dot and its key, one of them. */
  public static final String ATTRIBUTES = "attributes";

  /** Begins the path of one attribute: {@code attributes.city}. */
  public static final String ATTRIBUTE_PREFIX = ATTRIBUTES + ".";

  /**
   * Characters of all fields together that no fold lets a profile grow beyond, whoever wrote the
   * events: what a store keeps has to fit into a record.
   */
  public static final int MOST_CHARACTERS = 128 * 1024;

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

  /** These fields with those of {@code set} on top, attribute by attribute. */
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
   * Without the fields at these paths ({@code name}, {@code status}, {@code picture}, {@code
   * attributes}, {@code attributes.KEY}).
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

  /** Nothing but the picture, which a replacement of the profile leaves alone. */
  public Fields pictureOnly() {
    return new Fields(Optional.empty(), Optional.empty(), picture, new TreeMap<>());
  }

  public Fields withPicture(Optional<Picture> newPicture) {
    return new Fields(name, status, newPicture, attributes);
  }

  /** Characters of all fields together; a number or a flag counts as one. */
  public int characters() {
    var own = name.map(String::length).orElse(0) + status.map(String::length).orElse(0);
    return attributes.entrySet().stream()
        .mapToInt(entry -> entry.getKey().length() + characters(entry.getValue()))
        .reduce(own, Integer::sum);
  }

  private static int characters(Scalar scalar) {
    return scalar instanceof Scalar.Text(var value) ? value.length() : 1;
  }

  public boolean isEmpty() {
    return equals(EMPTY);
  }
}
