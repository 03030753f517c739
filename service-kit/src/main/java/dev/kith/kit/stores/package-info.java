/**
 * Typed views of the Kafka Streams state stores that more than one service keeps.
 *
 * <p>Start at {@link dev.kith.kit.stores.StateStores} for names and settings.
 */
@NullMarked
package dev.kith.kit.stores;

import org.jspecify.annotations.NullMarked;
