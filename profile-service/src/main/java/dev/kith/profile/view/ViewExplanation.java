package dev.kith.profile.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kith.domain.Address;
import dev.kith.domain.Decision;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Profile;
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
    Decision.of(owner, profile, halfEdge, viewer)
        .forEach((field, decision) -> decidedBy.put(field, text(decision)));
    return new ViewExplanation(
        ProfileBody.of(View.of(owner, profile, halfEdge, viewer), presence), decidedBy);
  }

  private static String text(Decision decision) {
    return switch (decision) {
      case Decision.ByRule(var rule) -> rule.toString();
      case Decision.NoRule() -> "no rule";
      case Decision.Blocked() -> "blocked";
      case Decision.Own() -> "owner";
    };
  }
}
