package dev.kith.notifier.subject;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Fields;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Events as the notifier's tests need them. */
public final class Events {

  private Events() {}

  public static ProfileChanged named(String name) {
    return changed(
        new Fields(Optional.of(name), Optional.empty(), Optional.empty(), new TreeMap<>()));
  }

  public static ProfileChanged status(String status) {
    return changed(
        new Fields(Optional.empty(), Optional.of(status), Optional.empty(), new TreeMap<>()));
  }

  private static ProfileChanged changed(Fields set) {
    return new ProfileChanged(Optional.empty(), ProfileChanged.Mode.MERGE, set, Set.of());
  }

  /** These rules for one field, and the defaults for all others. */
  public static PrivacyChanged rules(String field, String... rules) {
    var byField = new TreeMap<String, List<Rule>>();
    byField.put(field, Stream.of(rules).map(rule -> Rule.parse(rule).orElseThrow()).toList());
    return new PrivacyChanged(Optional.empty(), new PrivacyRules(byField));
  }

  public static ContactChanged contact(String peer, boolean contact, boolean announced) {
    return new ContactChanged(
        Optional.empty(),
        new Address(peer),
        Optional.of(contact),
        Optional.empty(),
        Optional.of(announced),
        Optional.empty());
  }

  public static HalfEdge subscribed(long offset) {
    return half(offset, Choice.YES, false);
  }

  public static HalfEdge half(long offset, Choice subscribed, boolean blocked) {
    return new HalfEdge(
        new Position(0, offset), false, subscribed, false, blocked, false, new TreeSet<>());
  }
}
