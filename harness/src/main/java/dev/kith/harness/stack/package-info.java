/**
 * Stack under test: {@code ./kith run} as a child process, and access to the processes that it
 * starts. Start at {@link dev.kith.harness.stack.Stack}.
 *
 * <p>Every process ends with the JVM that started it, even if that JVM is killed.
 */
@NullMarked
package dev.kith.harness.stack;

import org.jspecify.annotations.NullMarked;
