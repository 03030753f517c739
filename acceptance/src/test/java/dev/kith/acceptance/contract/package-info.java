/**
 * Holds what profile-service answers against its contract, the OpenAPI document that it serves.
 *
 * <p>Invariant: whatever is answered is documented, and an accepted request is one that the
 * document allows.
 */
@NullMarked
package dev.kith.acceptance.contract;

import org.jspecify.annotations.NullMarked;
