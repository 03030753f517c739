/**
 * REST resources of profiles, privacy rules and history, with the readers of their request bodies.
 *
 * <p>Invariant: a profile of which the caller may see nothing gets the same response as one that
 * does not exist: same status, headers and body. Start at {@link
 * dev.kith.profile.rest.ProfileResource}.
 */
@NullMarked
package dev.kith.profile.rest;

import org.jspecify.annotations.NullMarked;
