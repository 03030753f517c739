package dev.kith.kit.topology;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import java.time.Instant;
import java.util.Optional;

/**
 * Peer's half-edge to an owner, as it arrives in the owner's partition.
 *
 * @param changedAt when the peer's event was appended that changed it; empty if that is unknown
 */
public record MirrorRecord(
    Address owner, Address peer, HalfEdge mirror, Optional<Instant> changedAt) {}
