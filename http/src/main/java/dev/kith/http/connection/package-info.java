/**
 * Handlers for the HTTP/1.1 connections of Vert.x servers, the same at the front door and at each
 * service.
 *
 * <p>Start at {@link dev.kith.http.connection.ConnectionGate}.
 */
@NullMarked
package dev.kith.http.connection;

import org.jspecify.annotations.NullMarked;
