/**
 * The wire protocol of sessions: connections, frames, close codes, and limits of client frames.
 *
 * <p>Start at {@link dev.kith.notifier.wire.Frames} and {@link
 * dev.kith.notifier.wire.ClientConnection}.
 */
@NullMarked
package dev.kith.notifier.wire;

import org.jspecify.annotations.NullMarked;
