/**
 * The processes of the local stack: what each is started with, the order they start and stop in,
 * and what happens when one ends by itself.
 *
 * <p>No process outlives the launcher: Ctrl-C reaches the launcher alone, which stops the others in
 * order, and each of them is on a {@link dev.kith.local.leash.Leash} for the case that the launcher
 * is killed.
 */
@NullMarked
package dev.kith.local.stack;

import org.jspecify.annotations.NullMarked;
