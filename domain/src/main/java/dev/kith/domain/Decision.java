package dev.kith.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Decision about whether one viewer sees one field of an owner. */
public sealed interface Decision {

  /** The first rule that matches the viewer. */
  record ByRule(Rule rule) implements Decision {}

  /** No rule matches, so the field is hidden. */
  record NoRule() implements Decision {}

  /** The owner blocked the viewer, who sees nothing. */
  record Blocked() implements Decision {}

  /** The viewer is the owner, who sees everything. */
  record Own() implements Decision {}

  /**
   * Decisions by field path, for every field that has rules and every existing attribute;
   * consistent with {@link View#of}.
   */
  static SortedMap<String, Decision> of(
      Address owner, Profile profile, HalfEdge halfEdge, Address viewer) {
    if (viewer.equals(owner)) {
      return byField(profile, field -> new Own());
    }
    if (halfEdge.blocked()) {
      return byField(profile, field -> new Blocked());
    }
    return byField(
        profile,
        field ->
            profile
                .privacy()
                .deciding(field, viewer, halfEdge)
                .<Decision>map(ByRule::new)
                .orElseGet(NoRule::new));
  }

  private static SortedMap<String, Decision> byField(
      Profile profile, Function<String, Decision> decision) {
    var fields = new TreeSet<>(PrivacyRules.DEFAULTS.keySet());
    fields.remove(Fields.ATTRIBUTES);
    profile
        .fields()
        .attributes()
        .keySet()
        .forEach(key -> fields.add(Fields.ATTRIBUTE_PREFIX + key));
    var decisions = new TreeMap<String, Decision>();
    fields.forEach(field -> decisions.put(field, decision.apply(field)));
    return Collections.unmodifiableSortedMap(decisions);
  }
}
