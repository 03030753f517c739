/**
 * Processes of the local stack: their command lines, their order of start and stop, and restarts
 * after an unexpected end.
 *
 * <p>No process outlives the launcher. Ctrl-C reaches only the launcher, which stops the others in
 * order. Each process runs a {@link dev.kith.local.leash.Leash}, which ends it if the launcher is
 * killed.
 *
 * <p>Start at {@link dev.kith.local.stack.LocalStack} and {@link dev.kith.local.stack.Stack}.
 */
@NullMarked
package dev.kith.local.stack;

import org.jspecify.annotations.NullMarked;
