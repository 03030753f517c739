package dev.kith.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Privacy rules: for each field an ordered list of rules, of which the first match decides.
 *
 * @param byField only fields with rules of their own; the others follow {@link #DEFAULTS}
 */
public record PrivacyRules(SortedMap<String, List<Rule>> byField) {

  public static final String PRESENCE = "presence";

  /**
   * Field whose rules decide whether a viewer may discover the owner without having got the address
   * from the owner.
   */
  public static final String DISCOVERY = "discovery";

  /** No own rules: the defaults apply. */
  public static final PrivacyRules NONE = new PrivacyRules(new TreeMap<>());

  /** Rules of fields without own rules. */
  public static final Map<String, List<Rule>> DEFAULTS =
      Map.of(
          Fields.NAME,
          List.of(Rule.ALLOW_EVERYONE),
          Fields.STATUS,
          List.of(Rule.ALLOW_EVERYONE),
          Fields.PICTURE,
          List.of(Rule.ALLOW_EVERYONE),
          Fields.ATTRIBUTES,
          List.of(Rule.ALLOW_EVERYONE),
          PRESENCE,
          List.of(Rule.ALLOW_CONTACTS),
          DISCOVERY,
          List.of(Rule.ALLOW_EVERYONE));

  public PrivacyRules {
    var copy = new TreeMap<String, List<Rule>>();
    byField.forEach((field, rules) -> copy.put(field, List.copyOf(rules)));
    byField = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * Whether {@code field} can have rules: one of the defaults' fields, or {@code attributes.KEY}.
   */
  public static boolean isField(String field) {
    return DEFAULTS.containsKey(field)
        || (field.startsWith(Fields.ATTRIBUTE_PREFIX)
            && field.length() > Fields.ATTRIBUTE_PREFIX.length());
  }

  /** Number of addresses in all rules together. */
  public long addresses() {
    return all().filter(rule -> rule.audience() instanceof Rule.Audience.User).count();
  }

  /** Bytes of all rules as text, with their field names. */
  long bytes() {
    return byField.keySet().stream().mapToLong(String::length).sum()
        + all().mapToLong(rule -> rule.toString().length()).sum();
  }

  private Stream<Rule> all() {
    return byField.values().stream().flatMap(List::stream);
  }

  /**
   * Rule that decides about {@code field} for {@code viewer}; empty if none matches, and the field
   * is hidden.
   */
  public Optional<Rule> deciding(String field, Address viewer, HalfEdge halfEdge) {
    return rulesFor(field).stream().filter(rule -> rule.fits(viewer, halfEdge)).findFirst();
  }

  /** Whether this field has own rules, not only those of all attributes or the defaults. */
  boolean hasOwn(String field) {
    return byField.containsKey(field);
  }

  public boolean allows(String field, Address viewer, HalfEdge halfEdge) {
    return deciding(field, viewer, halfEdge)
        .map(rule -> rule.effect() == Rule.Effect.ALLOW)
        .orElse(false);
  }

  /** A list for {@code attributes.city} replaces the one for {@code attributes}. */
  private List<Rule> rulesFor(String field) {
    var own = byField.get(field);
    if (own != null) {
      return own;
    }
    if (field.startsWith(Fields.ATTRIBUTE_PREFIX)) {
      return rulesFor(Fields.ATTRIBUTES);
    }
    return DEFAULTS.getOrDefault(field, List.of());
  }
}
