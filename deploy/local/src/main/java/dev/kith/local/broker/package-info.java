/** Main class of the broker's process, and the code that runs there beside Kafka. */
@NullMarked
package dev.kith.local.broker;

import org.jspecify.annotations.NullMarked;
