/**
 * Replicas of subjects in a delivery partition (ADR 26): codecs and state stores of what {@code
 * dev.kith.domain.replica} models.
 *
 * <p>Start at {@link dev.kith.notifier.replica.ReplicaStore}. The topology does not use this
 * package yet: until sessions read from it, {@code dev.kith.notifier.fanout} writes an update for
 * each subscriber.
 */
@NullMarked
package dev.kith.notifier.replica;

import org.jspecify.annotations.NullMarked;
