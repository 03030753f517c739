/**
 * The Kafka Streams topology of the service and its CDI beans.
 *
 * <p>Start at {@link dev.kith.contactgraph.topology.ContactGraphTopology}.
 */
@NullMarked
package dev.kith.contactgraph.topology;

import org.jspecify.annotations.NullMarked;
