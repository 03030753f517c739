/**
 * The notifier: computes for each subscriber what changed in the profiles they follow, and sends
 * updates to sessions (WebSocket, SSE), webhooks and {@code kith.updates}.
 *
 * <p>Start at {@link dev.kith.notifier.topology.NotifierTopology} for what is folded, and at {@link
 * dev.kith.notifier.connect.UpdatesRoute} for sessions.
 */
@NullMarked
package dev.kith.notifier;

import org.jspecify.annotations.NullMarked;
