package dev.kith.contactgraph.streams;

import dev.kith.domain.Address;
import dev.kith.domain.Position;

/** A request with where it stands in {@code kith.contact-requests}. */
record Requested(Position at, Address owner, ContactRequest request) {}
