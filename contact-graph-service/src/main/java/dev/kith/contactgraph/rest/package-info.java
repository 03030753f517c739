/**
 * Contacts and blocks over HTTP.
 *
 * <p>Invariant: what a peer holds about the owner, above all a block, never shows here; only pairs
 * do, which belong to both.
 */
@NullMarked
package dev.kith.contactgraph.rest;

import org.jspecify.annotations.NullMarked;
