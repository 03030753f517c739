/**
 * Authentication and authorisation of requests: the caller, and what the token permits.
 *
 * <p>Start at {@link dev.kith.kit.auth.Caller} for the identity and {@link
 * dev.kith.kit.auth.Permission} for the decision.
 */
@NullMarked
package dev.kith.kit.auth;

import org.jspecify.annotations.NullMarked;
