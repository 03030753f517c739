/**
 * Parsers of picture files that work without a decoder: they find the picture's size, whether the
 * file is complete, and the bytes that a decoder needs.
 *
 * <p>Invariants: parsing takes time proportional to the file's length and memory proportional to
 * its metadata; nothing recurses; every count that multiplies a decoder's work has a limit.
 *
 * <p>A decoder never reads the uploaded file. It reads {@link
 * dev.kith.profile.picture.structure.Structure#essential}: the parts of the first frame, without
 * metadata. Start at {@link dev.kith.profile.picture.structure.Structure}.
 *
 * <p>The package has more than fifteen files because it reads four formats, each with a few record
 * types of its own; names begin with the format.
 */
@NullMarked
package dev.kith.profile.picture.structure;

import org.jspecify.annotations.NullMarked;
