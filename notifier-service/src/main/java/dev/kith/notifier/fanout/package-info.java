/**
 * Fan-out: folds the subject's profile and both half-edges, and writes an update for each
 * subscriber whose view changes.
 *
 * <p>Start at {@link dev.kith.notifier.fanout.FanOut}; subjects with many subscribers are fanned
 * out in slices ({@link dev.kith.notifier.fanout.Walks}, ADR 10).
 *
 * <p>Invariants: a view is computed from state of one partition, so no later change overtakes a
 * block; an entry whose view is unchanged is not written.
 */
@NullMarked
package dev.kith.notifier.fanout;

import org.jspecify.annotations.NullMarked;
