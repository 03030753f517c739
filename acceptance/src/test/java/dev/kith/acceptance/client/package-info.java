/**
 * Clients that only tests use, beside those of {@code dev.kith.harness.client}: event streams, raw
 * sockets and requests, uploads, and what npm runs.
 */
@NullMarked
package dev.kith.acceptance.client;

import org.jspecify.annotations.NullMarked;
