/**
 * From the journal to updates, and from updates to address books.
 *
 * <p>Invariants: what a subscriber is told is computed from the profile and both half-edges of one
 * partition, so no later change overtakes a block; an entry whose view is the same is not issued.
 */
@NullMarked
package dev.kith.notifier.streams;

import org.jspecify.annotations.NullMarked;
