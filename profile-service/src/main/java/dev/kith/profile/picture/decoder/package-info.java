/**
 * Decoder processes: a pool with one waiting picture per user, memory limits and a deadline after
 * which a process is killed.
 *
 * <p>Start at {@link dev.kith.profile.picture.decoder.DecoderPool}; the process itself is {@link
 * dev.kith.profile.picture.decoder.PictureDecoder}.
 */
@NullMarked
package dev.kith.profile.picture.decoder;

import org.jspecify.annotations.NullMarked;
