/**
 * REST resources of contacts, blocks, pairs, settings, recents, suggestions and can-message.
 *
 * <p>Invariant: a peer's half-edge, above all a block, is never shown to the owner. Exceptions:
 * pairs, which belong to both, and whether a contact is mutual, if the peer's view for the owner is
 * not empty. Backends may list subscribers. Start at {@link
 * dev.kith.contactgraph.rest.ContactsResource}.
 */
@NullMarked
package dev.kith.contactgraph.rest;

import org.jspecify.annotations.NullMarked;
