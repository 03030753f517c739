/**
 * Partitions that are halted at one record, and the operator's decision to skip it.
 *
 * <p>Invariant: records behind a halted offset are never handed to Kafka Streams, so that no offset
 * behind it is ever committed.
 */
@NullMarked
package dev.kith.kit.halt;

import org.jspecify.annotations.NullMarked;
