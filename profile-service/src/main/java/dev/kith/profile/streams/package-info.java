/**
 * The fold of the journal to profiles.
 *
 * <p>Invariant: a refused event changes and issues nothing.
 */
@NullMarked
package dev.kith.profile.streams;

import org.jspecify.annotations.NullMarked;
