/**
 * The local stack: everything Kith needs on one machine, started and stopped by one command.
 *
 * <p>Expected failures are a {@link dev.kith.local.Trouble}; {@link dev.kith.local.Failures} turns
 * each into one sentence.
 */
@NullMarked
package dev.kith.local;

import org.jspecify.annotations.NullMarked;
