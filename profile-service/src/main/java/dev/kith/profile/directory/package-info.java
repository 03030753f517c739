/**
 * List of all profiles for backends, sorted by address or by name.
 *
 * <p>Start at {@link dev.kith.profile.directory.ProfileDirectory}; its index is maintained by
 * {@link dev.kith.profile.streams.DirectoryIndex}.
 */
@NullMarked
package dev.kith.profile.directory;

import org.jspecify.annotations.NullMarked;
