/**
 * Test harness: a stack of real processes, and clients that use it from outside. The acceptance
 * tests and the benchmarks share it.
 *
 * <p>{@link dev.kith.harness.stack} starts, kills and stops processes; {@link
 * dev.kith.harness.client} has the users; {@link dev.kith.harness.contract} holds their responses
 * and frames against the documents of the services. Start at {@link dev.kith.harness.stack.Stack}
 * and {@link dev.kith.harness.client.Person}.
 */
@NullMarked
package dev.kith.harness;

import org.jspecify.annotations.NullMarked;
