package dev.kith.profile.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Profile;
import dev.kith.domain.RuleExplanation;
import dev.kith.domain.View;
import dev.kith.kit.view.ProfileBody;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * View of an owner for a given viewer, with the rule that decided each field; for the owner and
 * backends.
 */
public record ViewExplanation(
    @JsonUnwrapped ProfileBody profile, SortedMap<String, String> decidedBy) {

  public static ViewExplanation of(
      Address owner,
      Profile profile,
      HalfEdge halfEdge,
      Address viewer,
      Optional<PresenceView> presence) {
    var decidedBy = new TreeMap<String, String>();
    RuleExplanation.of(owner, profile, halfEdge, viewer)
        .forEach((field, ruleExplanation) -> decidedBy.put(field, text(ruleExplanation)));
    return new ViewExplanation(
        ProfileBody.of(View.of(owner, profile, halfEdge, viewer), presence), decidedBy);
  }

  private static String text(RuleExplanation ruleExplanation) {
    return switch (ruleExplanation) {
      case RuleExplanation.ByRule(var rule) -> rule.toString();
      case RuleExplanation.NoRule() -> "no rule";
      case RuleExplanation.Blocked() -> "blocked";
      case RuleExplanation.Own() -> "owner";
    };
  }
}
