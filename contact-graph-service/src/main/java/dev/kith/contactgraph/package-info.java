/**
 * The contact graph: contacts, subscriptions, blocks and labels between owners and peers.
 *
 * <p>Start at {@link dev.kith.contactgraph.topology.ContactGraphTopology} for what is folded, and
 * at {@link dev.kith.contactgraph.rest.ContactsResource} for what is answered.
 */
@NullMarked
package dev.kith.contactgraph;

import org.jspecify.annotations.NullMarked;
