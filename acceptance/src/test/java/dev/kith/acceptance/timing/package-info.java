/**
 * Whether answers can be told apart by how long they took: times taken on bare connections, and
 * their distributions compared by rank, so that a machine's outliers count no more than any other
 * answer.
 */
@NullMarked
package dev.kith.acceptance.timing;

import org.jspecify.annotations.NullMarked;
