/**
 * Reads of delivery partitions, on this node or on the node that owns the partition: pages of
 * places with the subjects that belong to them.
 *
 * <p>Start at {@link dev.kith.notifier.replica.reader.ReplicaReader}.
 */
@NullMarked
package dev.kith.notifier.replica.reader;

import org.jspecify.annotations.NullMarked;
