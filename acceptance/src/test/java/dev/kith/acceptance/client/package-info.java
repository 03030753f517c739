/**
 * Clients that only these tests use, in addition to those of {@code dev.kith.harness.client}: event
 * streams, raw sockets and requests, uploads, and programs that npm runs.
 */
@NullMarked
package dev.kith.acceptance.client;

import org.jspecify.annotations.NullMarked;
