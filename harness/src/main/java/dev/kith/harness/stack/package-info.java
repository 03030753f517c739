/**
 * Stack under test: {@code ./kith run} as a child process, and how a test reaches what it started.
 * Start at {@link dev.kith.harness.stack.Stack}.
 *
 * <p>Nothing here outlives the JVM that started it, however that one ends.
 */
@NullMarked
package dev.kith.harness.stack;

import org.jspecify.annotations.NullMarked;
