/**
 * Building blocks of a service's topology: reading records exactly once, rebuild progress, sinks
 * and dead letters.
 *
 * <p>Start at {@link dev.kith.kit.topology.ServiceTopology} and {@link
 * dev.kith.kit.topology.ReadRecords}.
 *
 * <p>Invariants: an unreadable record never stops a thread; an offset is folded once; a rebuild
 * from scratch writes no output until it has caught up.
 *
 * <p>The package has more than fifteen files because each is a small part of one processor chain:
 * source, decoder, progress, fold, sink.
 */
@NullMarked
package dev.kith.kit.topology;

import org.jspecify.annotations.NullMarked;
