/**
 * Base of all benchmark commands: the stack that is measured, the output, and the exit code. Start
 * at {@link dev.kith.bench.command.StackCommand}.
 */
@NullMarked
package dev.kith.bench.command;

import org.jspecify.annotations.NullMarked;
