/**
 * The list of all profiles, in the order of addresses or names, for backends.
 *
 * <p>Start at {@link dev.kith.profile.directory.ProfileDirectory}; its index is kept by {@link
 * dev.kith.profile.streams.DirectoryIndex}.
 */
@NullMarked
package dev.kith.profile.directory;

import org.jspecify.annotations.NullMarked;
