/**
 * Authentication and authorisation of requests: who calls, and whether the token permits it.
 *
 * <p>Start at {@link dev.kith.kit.auth.Caller} for the identity and {@link
 * dev.kith.kit.auth.Permission} for the decision.
 */
@NullMarked
package dev.kith.kit.auth;

import org.jspecify.annotations.NullMarked;
