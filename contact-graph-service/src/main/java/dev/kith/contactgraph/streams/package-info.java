/**
 * Processors that fold the journal, mirrors and messages into relations.
 *
 * <p>Invariants: an owner's half-edge comes only from the journal, the peer's only from mirrors; a
 * mirror produces no output, so that two partitions never answer each other.
 *
 * <p>Start at {@link dev.kith.contactgraph.streams.FoldOwnHalves} and {@link
 * dev.kith.contactgraph.streams.FoldMirrors}.
 */
@NullMarked
package dev.kith.contactgraph.streams;

import org.jspecify.annotations.NullMarked;
