/**
 * Contracts between the services and with other programs: topics, placement of records, and their
 * encoding.
 *
 * <p>Records are Avro in Confluent's wire format; the generated classes are in {@code
 * dev.kith.avro}.
 *
 * <p>Start at {@link dev.kith.schemas.Topics} and {@link dev.kith.schemas.WireFormat}.
 *
 * <p>The package has more than fifteen files because seven of them are the exceptions and small
 * readers and writers behind {@code WireFormat}.
 */
@NullMarked
package dev.kith.schemas;

import org.jspecify.annotations.NullMarked;
