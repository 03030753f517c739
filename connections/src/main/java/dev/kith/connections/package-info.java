/**
 * Bounds on the connections of an HTTP server: how many there may be, of one client and in all, and
 * how long one may take for a request. The front door and the services have the same.
 *
 * <p>Invariants: a connection is counted from its acceptance until it is closed, whatever becomes
 * of it; one whose request is under way is never closed in favour of another.
 */
@NullMarked
package dev.kith.connections;

import org.jspecify.annotations.NullMarked;
