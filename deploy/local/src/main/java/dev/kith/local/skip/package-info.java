/** Decision to skip one record that halts its partition, written to Kafka. */
@NullMarked
package dev.kith.local.skip;

import org.jspecify.annotations.NullMarked;
