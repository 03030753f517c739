/**
 * REST resources that accept a phone book and report the progress of its sync.
 *
 * <p>Start at {@link dev.kith.contactgraph.rest.sync.SyncResource}; the sync runs in {@code
 * dev.kith.contactgraph.sync}.
 */
@NullMarked
package dev.kith.contactgraph.rest.sync;

import org.jspecify.annotations.NullMarked;
