/**
 * The structure of picture files, read without a decoder: how large a picture is, whether the file
 * is complete, and which of its bytes a decoder needs.
 *
 * <p>Invariants: reading takes time in proportion to the bytes of the file and memory in proportion
 * to its metadata; nothing recurses; every count that a decoder would multiply has a limit.
 *
 * <p>A decoder never sees the file itself but {@link
 * dev.kith.profile.picture.structure.Structure#essential}: the parts of the first frame, without
 * metadata. Start at {@link dev.kith.profile.picture.structure.Structure}.
 */
@NullMarked
package dev.kith.profile.picture.structure;

import org.jspecify.annotations.NullMarked;
