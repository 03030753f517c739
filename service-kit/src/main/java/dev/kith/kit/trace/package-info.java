/**
 * Distributed traces through Kafka, and masking of addresses in logs, spans and metric labels.
 *
 * <p>Start at {@link dev.kith.kit.trace.Traces} for traces and at {@link
 * dev.kith.kit.trace.AddressHash} for masking.
 */
@NullMarked
package dev.kith.kit.trace;

import org.jspecify.annotations.NullMarked;
