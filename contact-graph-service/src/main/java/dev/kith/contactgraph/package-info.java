/**
 * Keeps who is what to whom, and brings each half of a pair to the partition of the other.
 *
 * <p>Start at {@link dev.kith.contactgraph.streams.ContactGraphTopology} for what is folded, and at
 * {@link dev.kith.contactgraph.rest.ContactsResource} for what is answered.
 */
@NullMarked
package dev.kith.contactgraph;

import org.jspecify.annotations.NullMarked;
