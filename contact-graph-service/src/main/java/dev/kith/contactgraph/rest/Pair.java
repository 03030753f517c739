package dev.kith.contactgraph.rest;

import dev.kith.domain.Address;

/** Whose relation it is, and to whom. */
record Pair(Address owner, Address peer) {}
