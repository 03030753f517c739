/**
 * Benchmark {@code latency}: from a change to the frame on a subscriber's WebSocket. Start at
 * {@link dev.kith.bench.latency.LatencyCommand}; other benchmarks use {@link
 * dev.kith.bench.latency.UpdateRun} to measure the effect of their load on other users.
 */
@NullMarked
package dev.kith.bench.latency;

import org.jspecify.annotations.NullMarked;
