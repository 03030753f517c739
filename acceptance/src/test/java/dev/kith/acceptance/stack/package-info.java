/**
 * Stacks of test classes: annotations that choose the shared stack or one of its own, and what
 * tests observe of processes. The stack itself is {@code dev.kith.harness.stack.Stack}.
 */
@NullMarked
package dev.kith.acceptance.stack;

import org.jspecify.annotations.NullMarked;
