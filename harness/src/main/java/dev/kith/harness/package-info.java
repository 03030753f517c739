/**
 * Test harness: a stack of real processes, and clients that use it from outside. The acceptance
 * tests and the benchmarks share it.
 *
 * <p>{@link dev.kith.harness.stack} starts, kills and stops processes; {@link
 * dev.kith.harness.client} contains the clients of users and backends; {@link
 * dev.kith.harness.contract} checks responses and frames against the API documents of the services.
 * Start at {@link dev.kith.harness.stack.Stack} and {@link dev.kith.harness.client.Person}.
 */
@NullMarked
package dev.kith.harness;

import org.jspecify.annotations.NullMarked;
