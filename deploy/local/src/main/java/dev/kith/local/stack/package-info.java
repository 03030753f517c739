/**
 * Processes of the local stack: their command lines, their order of start and stop, and restarts
 * after an unexpected end.
 *
 * <p>No process outlives the launcher. Ctrl-C reaches only the launcher, which stops the others in
 * order. Each process runs a {@link dev.kith.local.leash.Leash}, which ends it if the launcher is
 * killed.
 *
 * <p>Start at {@link dev.kith.local.stack.LocalStack} and {@link dev.kith.local.stack.Supervisor}.
 *
 * <p>The package has more than fifteen files because each kind of process and each step of a start
 * (command, ports, probe, progress, restart) is a small class.
 */
@NullMarked
package dev.kith.local.stack;

import org.jspecify.annotations.NullMarked;
