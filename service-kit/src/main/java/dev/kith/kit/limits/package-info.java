/**
 * Rate limits of users: writes per second, and the budget of answers about unknown addresses.
 *
 * <p>Start at {@link dev.kith.kit.limits.RateLimiter}.
 */
@NullMarked
package dev.kith.kit.limits;

import org.jspecify.annotations.NullMarked;
