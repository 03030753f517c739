package dev.kith.notifier.live.frame;

import dev.kith.domain.Address;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Rule.Audience;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Mentions of a subject's rules: the labels and viewers that some rule names. Viewers that differ
 * in none of them are the same to the rules.
 */
record Mentions(Set<String> labels, Set<Address> viewers) {

  static Mentions of(PrivacyRules rules) {
    var labels = new HashSet<String>();
    var viewers = new HashSet<Address>();
    for (var list : rules.byField().values()) {
      for (var rule : list) {
        switch (rule.audience()) {
          case Audience.Labelled(var label) -> labels.add(label);
          case Audience.User(var viewer) -> viewers.add(viewer);
          case Audience.Everyone _, Audience.Contacts _ -> {}
        }
      }
    }
    return new Mentions(labels, viewers);
  }

  boolean has(Address viewer) {
    return !viewers.isEmpty() && viewers.contains(viewer);
  }

  /** The labels of a viewer that a rule names. */
  Set<String> of(SortedSet<String> held) {
    if (held.isEmpty() || labels.isEmpty()) {
      return Set.of();
    }
    var mentioned = new TreeSet<>(held);
    mentioned.retainAll(labels);
    return mentioned;
  }
}
