/**
 * Kafka Streams topology that folds the journal into profiles, with its state stores.
 *
 * <p>Invariant: a refused event changes no state and produces no output. Start at {@link
 * dev.kith.profile.streams.ProfileTopology} and {@link dev.kith.profile.streams.FoldProfiles}.
 */
@NullMarked
package dev.kith.profile.streams;

import org.jspecify.annotations.NullMarked;
