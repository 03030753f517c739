/**
 * Tails: the thread that reads a topic from its end for the sessions of this node, and the tail of
 * {@code kith.syncs}. The tail of {@code kith.fanout} is in {@code dev.kith.notifier.live.tail}.
 *
 * <p>Start at {@link dev.kith.notifier.tail.TailThread}, which reads, and {@link
 * dev.kith.notifier.tail.SyncTail}; a session is a {@link dev.kith.notifier.tail.SyncListener}.
 *
 * <p>Invariant: only a tail's own thread touches its members.
 */
@NullMarked
package dev.kith.notifier.tail;

import org.jspecify.annotations.NullMarked;
