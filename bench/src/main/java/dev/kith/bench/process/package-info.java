/**
 * Processes: what they take of the machine ({@link dev.kith.bench.process.Machine}), where their
 * processor time goes ({@link dev.kith.bench.process.Recording}), and programs that a benchmark
 * starts ({@link dev.kith.bench.process.Program}).
 */
@NullMarked
package dev.kith.bench.process;

import org.jspecify.annotations.NullMarked;
