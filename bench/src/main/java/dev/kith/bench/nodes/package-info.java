/**
 * Benchmark {@code nodes}: throughput with one, two and three nodes of each service. Start at
 * {@link dev.kith.bench.nodes.NodesCommand}.
 */
@NullMarked
package dev.kith.bench.nodes;

import org.jspecify.annotations.NullMarked;
