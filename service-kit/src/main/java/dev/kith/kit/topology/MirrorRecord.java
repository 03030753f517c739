package dev.kith.kit.topology;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;

/** Peer's half-edge to an owner, as it arrives in the owner's partition. */
public record MirrorRecord(Address owner, Address peer, HalfEdge mirror) {}
