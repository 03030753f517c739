/**
 * The contracts between the services and with the world: topics, how records are placed, and how
 * they are written.
 *
 * <p>Records are Avro in Confluent's wire format; the generated classes are in {@code
 * dev.kith.avro}.
 */
@NullMarked
package dev.kith.schemas;

import org.jspecify.annotations.NullMarked;
