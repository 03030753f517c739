/**
 * Queries of the contact graph across partitions and nodes: an owner's contacts, peers' half-edges
 * to the owner, contacts of contacts, suggestions.
 *
 * <p>Start at {@link dev.kith.contactgraph.query.ContactReader} and {@link
 * dev.kith.contactgraph.query.PeerRelations}.
 */
@NullMarked
package dev.kith.contactgraph.query;

import org.jspecify.annotations.NullMarked;
