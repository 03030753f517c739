/**
 * Clients of Kith: users with their sessions, and backends, over HTTP and WebSocket only. Start at
 * {@link dev.kith.harness.client.Person}. {@link dev.kith.harness.contract} checks the responses
 * and frames that they receive.
 */
@NullMarked
package dev.kith.harness.client;

import org.jspecify.annotations.NullMarked;
