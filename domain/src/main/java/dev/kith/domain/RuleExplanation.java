package dev.kith.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Explanation why one viewer sees one field of an owner, or does not. It decides nothing: {@link
 * View} and {@link PrivacyRules} do.
 */
public sealed interface RuleExplanation {

  /** The first rule that matches the viewer. */
  record ByRule(Rule rule) implements RuleExplanation {}

  /** No rule matches, so the field is hidden. */
  record NoRule() implements RuleExplanation {}

  /** The owner blocked the viewer, who sees nothing. */
  record Blocked() implements RuleExplanation {}

  /** The viewer is the owner, who sees everything. */
  record Own() implements RuleExplanation {}

  /**
   * Explanations by field path, for every field that has rules and every existing attribute;
   * consistent with {@link View#of}.
   */
  static SortedMap<String, RuleExplanation> of(
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
                .<RuleExplanation>map(ByRule::new)
                .orElseGet(NoRule::new));
  }

  private static SortedMap<String, RuleExplanation> byField(
      Profile profile, Function<String, RuleExplanation> ruleExplanation) {
    var fields = new TreeSet<>(PrivacyRules.DEFAULTS.keySet());
    fields.remove(Fields.ATTRIBUTES);
    profile
        .fields()
        .attributes()
        .keySet()
        .forEach(key -> fields.add(Fields.ATTRIBUTE_PREFIX + key));
    var explanations = new TreeMap<String, RuleExplanation>();
    fields.forEach(field -> explanations.put(field, ruleExplanation.apply(field)));
    return Collections.unmodifiableSortedMap(explanations);
  }
}
