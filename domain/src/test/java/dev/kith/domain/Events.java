package dev.kith.domain;

import static dev.kith.domain.Addresses.BOB;

import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactsSynced;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Unconditional events with one change each. The peer is always bob; the fold does not check it.
 */
final class Events {

  static final Optional<Position> ANY_VERSION = Optional.empty();

  private Events() {}

  static ProfileChanged changed(Mode mode, Fields set, String... removed) {
    return new ProfileChanged(ANY_VERSION, mode, set, Set.of(removed));
  }

  static PrivacyChanged ruled(String field, String... rules) {
    SortedMap<String, List<Rule>> byField = new TreeMap<>();
    byField.put(field, ProfileFixture.rules(rules));
    return new PrivacyChanged(ANY_VERSION, new PrivacyRules(byField));
  }

  static ContactChanged contact(boolean contact) {
    return new ContactChanged(
        ANY_VERSION,
        BOB,
        Optional.of(contact),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static ContactChanged subscribed(boolean subscribed) {
    return new ContactChanged(
        ANY_VERSION,
        BOB,
        Optional.empty(),
        Optional.of(subscribed),
        Optional.empty(),
        Optional.empty());
  }

  static ContactChanged announced(boolean announced) {
    return new ContactChanged(
        ANY_VERSION,
        BOB,
        Optional.empty(),
        Optional.empty(),
        Optional.of(announced),
        Optional.empty());
  }

  static ContactChanged labelled(String... labels) {
    return new ContactChanged(
        ANY_VERSION,
        BOB,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Set.of(labels)));
  }

  /** Event that a first message causes for its recipient. */
  static ContactsSynced automaticSync() {
    return new ContactsSynced(
        Set.of(BOB), true, Optional.empty(), Optional.of(true), Set.of(), Optional.empty());
  }

  /** Event of an uploaded phone book. */
  static ContactsSynced sync(String... labels) {
    return new ContactsSynced(
        Set.of(BOB), false, Optional.of(true), Optional.of(true), Set.of(labels), Optional.empty());
  }
}
