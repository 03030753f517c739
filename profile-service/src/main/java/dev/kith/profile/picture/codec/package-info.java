/**
 * Decoding a picture file to pixels, scaling, and encoding the result with its thumbnails.
 *
 * <p>Start at {@link dev.kith.profile.picture.codec.ImageDecoder} and {@link
 * dev.kith.profile.picture.codec.ImageEncoder}. This code runs in the decoder process.
 *
 * <p>The package has more than fifteen files because every step of one conversion (header,
 * orientation, colours, canvas, scaling, encoding) is a class of its own.
 */
@NullMarked
package dev.kith.profile.picture.codec;

import org.jspecify.annotations.NullMarked;
