/**
 * Replicas of subjects in a delivery partition (ADR 26): codecs and state stores of what {@code
 * dev.kith.domain.replica} models.
 *
 * <p>Start at {@link dev.kith.notifier.replica.ReplicaWriter}, which folds records, and {@link
 * dev.kith.notifier.replica.ReplicaStore}, which reads what it wrote.
 */
@NullMarked
package dev.kith.notifier.replica;

import org.jspecify.annotations.NullMarked;
