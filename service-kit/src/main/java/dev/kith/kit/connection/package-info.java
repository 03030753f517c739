/**
 * Limits and HTTP/1.1 rules installed on the connections of the API port.
 *
 * <p>The rules themselves are in {@code dev.kith.http} and {@code dev.kith.connections}; start at
 * {@link dev.kith.kit.connection.ConnectionBoundsCustomizer}.
 */
@NullMarked
package dev.kith.kit.connection;

import org.jspecify.annotations.NullMarked;
