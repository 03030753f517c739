/**
 * Configuration of a service and of its Kafka clients and RocksDB stores.
 *
 * <p>Start at {@link dev.kith.kit.config.KithConfig}: every setting under {@code kith.*}.
 */
@NullMarked
package dev.kith.kit.config;

import org.jspecify.annotations.NullMarked;
