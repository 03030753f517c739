/**
 * Measuring tools: {@link dev.kith.bench.measure.OpenLoop} sends at fixed times, {@link
 * dev.kith.bench.measure.HttpLoop} as fast as responses arrive, {@link
 * dev.kith.bench.measure.Latencies} collects durations, and {@link
 * dev.kith.bench.measure.Comparison} compares Kith with a floor in alternating rounds.
 */
@NullMarked
package dev.kith.bench.measure;

import org.jspecify.annotations.NullMarked;
