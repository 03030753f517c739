/**
 * Tails: one consumer for each of {@code kith.updates}, {@code kith.syncs} and {@code
 * kith.presence-updates}, which offers records to the sessions of this node.
 *
 * <p>Start at {@link dev.kith.notifier.tail.UpdateTail}; a session is a {@link
 * dev.kith.notifier.tail.TailListener}.
 *
 * <p>Invariant: only a tail's own thread touches its listeners and its recent records.
 */
@NullMarked
package dev.kith.notifier.tail;

import org.jspecify.annotations.NullMarked;
