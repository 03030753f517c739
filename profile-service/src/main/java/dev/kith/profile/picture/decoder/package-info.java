/**
 * Decoder processes: a pool with a queue per user, memory limits and a deadline that kills.
 *
 * <p>Start at {@link dev.kith.profile.picture.decoder.DecoderPool}; the process itself is {@link
 * dev.kith.profile.picture.decoder.PictureDecoder}.
 */
@NullMarked
package dev.kith.profile.picture.decoder;

import org.jspecify.annotations.NullMarked;
