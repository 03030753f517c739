/**
 * Appending to the journal, and waiting for the fold's verdict.
 *
 * <p>Start at {@link dev.kith.kit.journal.Journal}.
 *
 * <p>Invariant: a write that was appended is never answered with an error.
 */
@NullMarked
package dev.kith.kit.journal;

import org.jspecify.annotations.NullMarked;
