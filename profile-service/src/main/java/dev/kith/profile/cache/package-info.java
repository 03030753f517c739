/**
 * Cache of what the reads of profiles need, decoded: profiles, settings, presence and half-edges of
 * the partitions of this node (ADR 27).
 *
 * <p>Invariant: the cache never returns a state that is older than an acknowledged write. The fold
 * removes an entry after it has written the store and before it settles the verdict; an entry that
 * a reader is loading at that moment is removed when it is loaded. Start at {@link
 * dev.kith.profile.cache.ProfileCache}.
 */
@NullMarked
package dev.kith.profile.cache;

import org.jspecify.annotations.NullMarked;
