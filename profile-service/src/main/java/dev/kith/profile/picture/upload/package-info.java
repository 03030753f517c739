/**
 * Unfinished resumable uploads (tus 1.0), stored in parts until they are complete.
 *
 * <p>Start at {@link dev.kith.profile.picture.upload.Uploads}.
 */
@NullMarked
package dev.kith.profile.picture.upload;

import org.jspecify.annotations.NullMarked;
