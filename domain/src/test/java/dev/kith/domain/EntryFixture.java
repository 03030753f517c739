package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.ProfileFixture.aProfile;

/**
 * Bob's entry about alice: she has a profile, he subscribed to her, and she stores nothing about
 * him.
 */
record EntryFixture(Entry build) {

  static EntryFixture anEntry() {
    return new EntryFixture(
        new Entry(
            BOB,
            ALICE,
            aProfile().build(),
            new Relation(HalfEdge.NONE, aHalfEdge().subscribed().build())));
  }

  EntryFixture of(Profile profile) {
    return new EntryFixture(
        new Entry(build.subscriber(), build.subject(), profile, build.relation()));
  }

  EntryFixture of(ProfileFixture profile) {
    return of(profile.build());
  }

  /** Alice's half-edge to bob. */
  EntryFixture own(HalfEdgeFixture own) {
    return with(build.relation().withOwn(own.build()));
  }

  /** Bob's half-edge to alice. */
  EntryFixture mirror(HalfEdgeFixture mirror) {
    return with(build.relation().withMirror(mirror.build()));
  }

  /** A user's entry about themselves. */
  EntryFixture ofOneself(Address address) {
    return new EntryFixture(new Entry(address, address, build.profile(), Relation.NONE));
  }

  private EntryFixture with(Relation relation) {
    return new EntryFixture(
        new Entry(build.subscriber(), build.subject(), build.profile(), relation));
  }
}
