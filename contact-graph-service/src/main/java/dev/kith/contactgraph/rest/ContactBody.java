package dev.kith.contactgraph.rest;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Relation;
import java.util.SortedSet;

/** What an owner holds about a peer, as JSON. */
record ContactBody(
    String peer,
    boolean contact,
    boolean subscribed,
    boolean announced,
    SortedSet<String> labels,
    boolean blocked,
    boolean paired,
    String position) {

  static ContactBody of(Address peer, Relation relation) {
    var own = relation.own();
    return new ContactBody(
        peer.text(),
        own.contact(),
        own.subscribed() == Choice.YES,
        own.announced(),
        own.labels(),
        own.blocked(),
        relation.paired(),
        own.position().toString());
  }

  /** Whether the owner has nothing to read about the peer. */
  static boolean isNothing(Relation relation) {
    return relation.own().isEmpty() && !relation.paired();
  }
}
