/**
 * Membership of this process in its service's consumer group: whether other nodes may have taken
 * over its partitions without its knowledge.
 */
@NullMarked
package dev.kith.kit.membership;

import org.jspecify.annotations.NullMarked;
