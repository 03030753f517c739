/**
 * Clients of Kith: users with their sessions, and backends, over HTTP and WebSocket only. Start at
 * {@link dev.kith.harness.client.Person}; every response and frame is checked by {@code contract}.
 */
@NullMarked
package dev.kith.harness.client;

import org.jspecify.annotations.NullMarked;
