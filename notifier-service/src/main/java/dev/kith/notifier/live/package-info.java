/**
 * Live side of a node: what its sessions are sent of the records of their delivery partitions (ADR
 * 26).
 *
 * <p>Start at {@link dev.kith.notifier.live.LiveUpdates}, by which a session joins, and {@link
 * dev.kith.notifier.live.LiveSession}, by which it is sent frames.
 */
@NullMarked
package dev.kith.notifier.live;

import org.jspecify.annotations.NullMarked;
