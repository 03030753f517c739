/**
 * The stack under test: {@code ./kith run} as a child process, and how a test reaches what it
 * started.
 *
 * <p>Nothing here outlives the JVM that started it, however that one ends.
 */
@NullMarked
package dev.kith.acceptance.stack;

import org.jspecify.annotations.NullMarked;
