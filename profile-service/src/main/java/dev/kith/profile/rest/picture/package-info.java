/**
 * REST resources of pictures and resumable uploads.
 *
 * <p>Start at {@link dev.kith.profile.rest.picture.PictureResource} and {@link
 * dev.kith.profile.rest.picture.UploadResource}.
 */
@NullMarked
package dev.kith.profile.rest.picture;

import org.jspecify.annotations.NullMarked;
