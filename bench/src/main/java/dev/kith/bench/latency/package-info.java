/**
 * Benchmark {@code latency}: from a change to the frame on a subscriber's WebSocket. Start at
 * {@link dev.kith.bench.latency.LatencyCommand}; other benchmarks use {@link
 * dev.kith.bench.latency.UpdateRun} to see what other users notice.
 */
@NullMarked
package dev.kith.bench.latency;

import org.jspecify.annotations.NullMarked;
