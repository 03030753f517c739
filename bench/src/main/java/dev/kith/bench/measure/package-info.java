/**
 * Measuring tools: {@link dev.kith.bench.measure.OpenLoop} sends at fixed times, {@link
 * dev.kith.bench.measure.HttpLoop} as fast as answers come, {@link
 * dev.kith.bench.measure.Latencies} are the durations, and {@link
 * dev.kith.bench.measure.Comparison} takes turns with a floor.
 */
@NullMarked
package dev.kith.bench.measure;

import org.jspecify.annotations.NullMarked;
