/**
 * Contacts, blocks, pairs, settings, and who may message whom, over HTTP.
 *
 * <p>Invariant: what a peer holds about the owner, above all a block, never shows to the owner;
 * only pairs do, which belong to both, and whether a contact is mutual, if the peer shows the owner
 * anything. Backends may list subscribers.
 */
@NullMarked
package dev.kith.contactgraph.rest;

import org.jspecify.annotations.NullMarked;
