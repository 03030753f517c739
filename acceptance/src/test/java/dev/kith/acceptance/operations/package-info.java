/** Failures and operation: processes that die or are late, halted partitions, metrics, traces. */
@NullMarked
package dev.kith.acceptance.operations;

import org.jspecify.annotations.NullMarked;
