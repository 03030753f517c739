/**
 * Stacks of test classes: annotations that choose the shared stack or another one, and tools that
 * observe processes. The stack itself is {@code dev.kith.harness.stack.Stack}.
 */
@NullMarked
package dev.kith.acceptance.stack;

import org.jspecify.annotations.NullMarked;
