/**
 * Partitions that stand still in front of one record, and the decision to skip it.
 *
 * <p>Invariant: nothing behind a halted offset is ever handed to Kafka Streams, so that no offset
 * behind it is ever committed.
 */
@NullMarked
package dev.kith.kit.halt;

import org.jspecify.annotations.NullMarked;
