/**
 * Code that all services share: configuration, stores, the Kafka Streams runtime, writing to the
 * journal, and HTTP.
 *
 * <p>Each subpackage holds one concept; dependencies between them have no cycles. A service starts
 * with {@link dev.kith.kit.topology.ServiceTopology} and its REST resources, which use {@link
 * dev.kith.kit.journal.Journal} to write and {@link dev.kith.kit.nodes.OwnerRoutingFilter} to reach
 * the node that owns a partition.
 */
@NullMarked
package dev.kith.kit;

import org.jspecify.annotations.NullMarked;
