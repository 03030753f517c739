/**
 * Keeps the profiles of users and groups, and decides what each viewer sees of them.
 *
 * <p>Start at {@link dev.kith.profile.streams.ProfileTopology} for what is folded, and at {@link
 * dev.kith.profile.rest.ProfileResource} for what is answered.
 */
@NullMarked
package dev.kith.profile;

import org.jspecify.annotations.NullMarked;
