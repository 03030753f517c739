/**
 * Tail of {@code kith.fanout}: one consumer that reads the delivery partitions of which this node
 * has sessions, uncommitted records included, and gives them to the live partitions.
 *
 * <p>Start at {@link dev.kith.notifier.live.tail.FanOutTail}. Only its thread touches the live
 * partitions.
 */
@NullMarked
package dev.kith.notifier.live.tail;

import org.jspecify.annotations.NullMarked;
