/** The decision to skip one record that no service can digest, written to Kafka. */
@NullMarked
package dev.kith.local.skip;

import org.jspecify.annotations.NullMarked;
