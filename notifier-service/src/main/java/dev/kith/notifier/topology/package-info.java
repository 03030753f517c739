/** The Kafka Streams topology of the service. */
@NullMarked
package dev.kith.notifier.topology;

import org.jspecify.annotations.NullMarked;
