package dev.kith.kit.topology;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;

/** What a peer holds about an owner, arrived in the owner's partition. */
public record MirrorRecord(Address owner, Address peer, HalfEdge mirror) {}
