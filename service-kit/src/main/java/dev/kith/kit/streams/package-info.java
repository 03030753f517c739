/**
 * Lifecycle, health and metrics of the Kafka Streams runtime of one node.
 *
 * <p>Start at {@link dev.kith.kit.streams.StreamsLifecycle}. {@link
 * dev.kith.kit.streams.PartitionOwners} knows which node owns a partition.
 */
@NullMarked
package dev.kith.kit.streams;

import org.jspecify.annotations.NullMarked;
