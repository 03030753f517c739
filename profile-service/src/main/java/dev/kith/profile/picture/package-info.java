/**
 * Configuration and clean-up of pictures; the parts are in the subpackages.
 *
 * <p>{@code structure} reads a file's structure without decoding it; {@code codec} decodes and
 * encodes images; {@code decoder} runs that in a separate process with a deadline (ADR 22); {@code
 * store} keeps the results; {@code upload} keeps unfinished files.
 *
 * <p>Invariants: no byte is decoded before the header has been checked against the limits; every
 * stored picture was encoded here, without metadata; two owners never share a stored picture, so
 * that knowing a hash gives no access.
 *
 * <p>Start at {@link dev.kith.profile.picture.decoder.PicturePreparation} for the processing of an
 * uploaded file.
 */
@NullMarked
package dev.kith.profile.picture;

import org.jspecify.annotations.NullMarked;
