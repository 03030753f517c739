/**
 * The task of a delivery partition (ADR 26): folds {@code kith.fanout} into the stores of {@code
 * dev.kith.notifier.replica}, and knows when they are complete.
 *
 * <p>Start at {@link dev.kith.notifier.delivery.ReplicaTopology} and {@link
 * dev.kith.notifier.delivery.ReplicaFold}.
 */
@NullMarked
package dev.kith.notifier.delivery;

import org.jspecify.annotations.NullMarked;
