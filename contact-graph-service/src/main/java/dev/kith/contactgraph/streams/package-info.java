/**
 * Processors that fold the journal, mirrors and messages into relations.
 *
 * <p>Invariants: an owner's half-edge comes from the journal alone, the peer's from mirrors alone;
 * a mirror that changes nothing issues nothing, so that two partitions never answer each other
 * endlessly.
 */
@NullMarked
package dev.kith.contactgraph.streams;

import org.jspecify.annotations.NullMarked;
