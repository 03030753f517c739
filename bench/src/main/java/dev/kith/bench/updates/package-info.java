/**
 * Benchmark {@code updates}: fan-out of one change to very many sessions, reconnecting sessions,
 * memory of sessions, and very large audiences. Start at {@link
 * dev.kith.bench.updates.UpdatesCommand}. {@link dev.kith.bench.updates.Screens} and {@link
 * dev.kith.bench.updates.ReadyFrames} control the programs of {@code screens}.
 */
@NullMarked
package dev.kith.bench.updates;

import org.jspecify.annotations.NullMarked;
