/**
 * Processes: their processor time and memory ({@link dev.kith.bench.process.Machine}), profiles of
 * their processor time ({@link dev.kith.bench.process.Recording}), and programs that a benchmark
 * starts ({@link dev.kith.bench.process.ChildProgram}).
 */
@NullMarked
package dev.kith.bench.process;

import org.jspecify.annotations.NullMarked;
