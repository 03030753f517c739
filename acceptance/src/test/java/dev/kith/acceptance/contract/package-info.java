/**
 * Holds what the services answer against their contracts, the OpenAPI documents that they serve,
 * and the frames of sessions against the AsyncAPI document.
 *
 * <p>Invariant: whatever is answered is documented, and an accepted request is one that the
 * document allows.
 */
@NullMarked
package dev.kith.acceptance.contract;

import org.jspecify.annotations.NullMarked;
