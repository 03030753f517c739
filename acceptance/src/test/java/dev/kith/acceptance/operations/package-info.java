/**
 * Tests of failures and operation: processes that are killed or late, halted partitions, metrics
 * and traces.
 */
@NullMarked
package dev.kith.acceptance.operations;

import org.jspecify.annotations.NullMarked;
