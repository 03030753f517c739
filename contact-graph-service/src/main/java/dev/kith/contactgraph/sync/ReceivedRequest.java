package dev.kith.contactgraph.sync;

import dev.kith.domain.Address;
import dev.kith.domain.Position;

/** Request with its position in {@code kith.contact-requests}. */
public record ReceivedRequest(Position at, Address owner, ContactRequest request) {}
