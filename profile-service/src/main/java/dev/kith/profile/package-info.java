/**
 * Profile service: stores the profiles of users and groups and answers what each viewer may see.
 *
 * <p>Start at {@link dev.kith.profile.streams.ProfileTopology} for the fold, and at {@link
 * dev.kith.profile.rest.ProfileResource} for the HTTP API.
 */
@NullMarked
package dev.kith.profile;

import org.jspecify.annotations.NullMarked;
