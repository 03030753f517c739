/**
 * Connection limits of an HTTP server, the same at the front door and at the services: the number
 * of connections, in total and per client, and timeouts for requests.
 *
 * <p>Start at {@link dev.kith.connections.BoundedTransport}.
 *
 * <p>Invariants: a connection is counted from its acceptance until it is closed, in every case; a
 * connection with a request in progress is never closed in favour of another.
 */
@NullMarked
package dev.kith.connections;

import org.jspecify.annotations.NullMarked;
