/**
 * Contact graph service: stores contacts, subscriptions, blocks and labels between owners and
 * peers.
 *
 * <p>Start at {@link dev.kith.contactgraph.topology.ContactGraphTopology} for the fold, and at
 * {@link dev.kith.contactgraph.rest.ContactsResource} for the HTTP API.
 */
@NullMarked
package dev.kith.contactgraph;

import org.jspecify.annotations.NullMarked;
