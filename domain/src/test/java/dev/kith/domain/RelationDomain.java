package dev.kith.domain;

import static dev.kith.domain.ProfileDomain.expectations;

import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactPaired;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.domain.RelationEvent.ContactUnpaired;
import dev.kith.domain.RelationEvent.ContactsSynced;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Generator of relation events about few peers with few labels, and of settings. */
final class RelationDomain extends DomainContextBase {

  @Provide
  Arbitrary<Address> addresses() {
    return Arbitraries.of("alice", "bob", "carol", "group:42").map(Address::new);
  }

  @Provide
  Arbitrary<RelationEvent> relationEvents() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, contactChanges()),
        Tuple.of(3, syncs()),
        Tuple.of(2, onePeer(ContactBlocked::new)),
        Tuple.of(2, onePeer(ContactUnblocked::new)),
        Tuple.of(1, onePeer(ContactPaired::new)),
        Tuple.of(1, onePeer(ContactUnpaired::new)));
  }

  @Provide
  Arbitrary<SettingsChanged> settingsChanges() {
    return Combinators.combine(expectations(), perhaps(), perhaps()).as(SettingsChanged::new);
  }

  private Arbitrary<RelationEvent> contactChanges() {
    return Combinators.combine(
            expectations(), addresses(), perhaps(), perhaps(), perhaps(), labels().optional(0.5))
        .as(ContactChanged::new);
  }

  private Arbitrary<RelationEvent> syncs() {
    return Combinators.combine(
            addresses().set().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(true, false),
            perhaps(),
            perhaps(),
            labels(),
            expectations())
        .as(ContactsSynced::new);
  }

  private Arbitrary<RelationEvent> onePeer(
      Combinators.F2<Optional<Position>, Address, RelationEvent> event) {
    return Combinators.combine(expectations(), addresses()).as(event);
  }

  /** Unset, or set to yes or no. */
  private static Arbitrary<Optional<Boolean>> perhaps() {
    return Arbitraries.of(true, false).optional(0.6);
  }

  private static Arbitrary<Set<String>> labels() {
    return Arbitraries.of("family", "work").set().ofMaxSize(2);
  }
}
