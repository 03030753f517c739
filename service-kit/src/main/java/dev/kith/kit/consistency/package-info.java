/**
 * Reads that wait for writes, and writes that wait for other services.
 *
 * <p>Start at {@link dev.kith.kit.consistency.ReadYourWritesFilter} for {@code Kith-After} and at
 * {@link dev.kith.kit.consistency.ReadBarrier} for blocks and privacy rules (ADR 23).
 */
@NullMarked
package dev.kith.kit.consistency;

import org.jspecify.annotations.NullMarked;
