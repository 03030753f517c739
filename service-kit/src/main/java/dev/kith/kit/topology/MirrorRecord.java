package dev.kith.kit.topology;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Peer's half-edges, as they arrive in the partition of those they are about.
 *
 * @param mirrors the half-edges by the owner at home to whom each leads
 * @param changedAt when the peer's event was appended that changed them; empty if that is unknown
 */
public record MirrorRecord(
    Address peer, SortedMap<Address, HalfEdge> mirrors, Optional<Instant> changedAt) {}
