/**
 * Storage of pictures by owner and content hash, in a folder or an S3 bucket.
 *
 * <p>Start at {@link dev.kith.profile.picture.store.Pictures} and {@link
 * dev.kith.profile.picture.store.ObjectStore}.
 */
@NullMarked
package dev.kith.profile.picture.store;

import org.jspecify.annotations.NullMarked;
