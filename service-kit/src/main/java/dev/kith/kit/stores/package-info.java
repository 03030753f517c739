/**
 * Typed views of the Kafka Streams state stores that more than one service keeps.
 *
 * <p>Start at {@link dev.kith.kit.stores.StateStores} for names and settings. Each store is a
 * {@code CheckedStore}: a scan that meets a damaged file fails, and the task is restored ({@link
 * dev.kith.kit.stores.DamagedStores}).
 */
@NullMarked
package dev.kith.kit.stores;

import org.jspecify.annotations.NullMarked;
