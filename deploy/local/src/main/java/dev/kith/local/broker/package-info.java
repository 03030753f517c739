/** What runs in the broker's own process, beside Kafka. */
@NullMarked
package dev.kith.local.broker;

import org.jspecify.annotations.NullMarked;
