/**
 * Comparison of response times: whether responses can be told apart by how long they took. The
 * times are measured on bare connections, and their distributions are compared by rank, so that an
 * outlier counts no more than any other response.
 */
@NullMarked
package dev.kith.acceptance.timing;

import org.jspecify.annotations.NullMarked;
