/**
 * Writing to the journal, and waiting for what the fold said.
 *
 * <p>Invariant: what was appended is never answered with an error.
 */
@NullMarked
package dev.kith.kit.journal;

import org.jspecify.annotations.NullMarked;
