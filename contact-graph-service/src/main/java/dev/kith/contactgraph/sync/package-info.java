/**
 * Requests that the owner's task carries out: syncs of phone books, quota, matching of peers who
 * may be found, automatic subscriptions after messages.
 *
 * <p>Start at {@link dev.kith.contactgraph.sync.FoldRequests} and {@link
 * dev.kith.contactgraph.sync.SyncRunner}.
 *
 * <p>The package has more than fifteen files because a sync has many small states and codecs, each
 * in a class of its own.
 */
@NullMarked
package dev.kith.contactgraph.sync;

import org.jspecify.annotations.NullMarked;
