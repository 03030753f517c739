package dev.kith.contactgraph.sync;

import dev.kith.domain.Address;
import dev.kith.domain.Position;

/** A request with where it stands in {@code kith.contact-requests}. */
public record ReceivedRequest(Position at, Address owner, ContactRequest request) {}
