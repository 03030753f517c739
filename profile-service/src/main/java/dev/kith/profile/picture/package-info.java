/**
 * Pictures, without HTTP: what a file is, making of it what is kept, and where that is kept.
 *
 * <p>Invariants: no byte of a file is decoded before its header has been held against the limits;
 * what is kept was encoded here, without metadata; an owner's pictures are shared with no other
 * owner, so that knowing a hash opens nothing.
 *
 * <p>Start at {@link dev.kith.profile.picture.Preparation} for what becomes of a file, and at
 * {@link dev.kith.profile.picture.Pictures} for where it goes.
 */
@NullMarked
package dev.kith.profile.picture;

import org.jspecify.annotations.NullMarked;
