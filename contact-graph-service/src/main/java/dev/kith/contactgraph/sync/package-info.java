/**
 * Requests that the owner's Streams task executes: syncs of phone books, draws on the budget,
 * matching of peers that may be found, automatic subscriptions after messages.
 *
 * <p>Start at {@link dev.kith.contactgraph.sync.FoldRequests} and {@link
 * dev.kith.contactgraph.sync.SyncRunner}.
 *
 * <p>The package has more than fifteen files because a sync has many small stores and codecs, each
 * in its own class.
 */
@NullMarked
package dev.kith.contactgraph.sync;

import org.jspecify.annotations.NullMarked;
