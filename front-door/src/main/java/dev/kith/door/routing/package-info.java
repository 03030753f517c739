/**
 * Routing: from a path in normal form to its service ({@link dev.kith.door.routing.Routes}), and to
 * the address that decides which node gets the request first ({@link
 * dev.kith.door.routing.RequestSubject}).
 */
@NullMarked
package dev.kith.door.routing;

import org.jspecify.annotations.NullMarked;
