/**
 * The Kafka Streams topology of the service.
 *
 * <p>Start at {@link dev.kith.notifier.topology.NotifierTopology}.
 */
@NullMarked
package dev.kith.notifier.topology;

import org.jspecify.annotations.NullMarked;
