/**
 * Live partitions: the subjects that this node's sessions of one delivery partition follow, and
 * what each session was shown of them.
 *
 * <p>Start at {@link dev.kith.notifier.live.partition.LivePartition}. A pair of a session and a
 * subject begins as an {@link dev.kith.notifier.live.partition.OpeningPair} with a replica of its
 * own, and becomes a row of the subject's {@link dev.kith.notifier.live.partition.PlaceTable} when
 * it has taken the same changes of halves as the replica that all sessions share.
 *
 * <p>Invariant: one thread calls everything here.
 */
@NullMarked
package dev.kith.notifier.live.partition;

import org.jspecify.annotations.NullMarked;
