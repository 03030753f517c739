/**
 * Who uses Kith from outside: people with their screens, and backends. Speaks HTTP and WebSocket
 * only.
 */
@NullMarked
package dev.kith.acceptance.client;

import org.jspecify.annotations.NullMarked;
