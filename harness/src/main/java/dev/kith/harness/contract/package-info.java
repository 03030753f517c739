/**
 * Contract checks: responses of the services against their OpenAPI documents, and the frames of
 * sessions against the AsyncAPI document. Start at {@link dev.kith.harness.contract.Contract}.
 *
 * <p>Invariant: each response of a documented path is documented, and each accepted request is one
 * that the document allows.
 */
@NullMarked
package dev.kith.harness.contract;

import org.jspecify.annotations.NullMarked;
