/**
 * Opening of sessions: the route, origins, tokens, and the choice between WebSocket and SSE.
 *
 * <p>Start at {@link dev.kith.notifier.connect.UpdatesRoute}.
 */
@NullMarked
package dev.kith.notifier.connect;

import org.jspecify.annotations.NullMarked;
