/**
 * Benchmarks of the whole system, started by hand: {@code ./kith bench}. Start at {@link
 * dev.kith.bench.Bench}, which lists the commands.
 *
 * <ul>
 *   <li>One package for each command: {@code latency}, {@code updates}, {@code profiles}, {@code
 *       contacts}, {@code sizes}, {@code nodes}; {@code command} is what they have in common.
 *   <li>{@code screens}: programs that {@code updates} starts as processes of their own.
 *   <li>{@code journal}: test data, how it is written to the journal, and when it is folded.
 *   <li>{@code process}: processor time, memory and flight recordings of processes.
 *   <li>{@code measure}: closed and open loops, latencies, and comparisons in alternating rounds.
 * </ul>
 */
@NullMarked
package dev.kith.bench;

import org.jspecify.annotations.NullMarked;
