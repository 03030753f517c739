/**
 * Normal form of request targets and subjects of tokens, the same at the front door and at the
 * services.
 *
 * <p>Start at {@link dev.kith.http.RequestTarget}.
 */
@NullMarked
package dev.kith.http;

import org.jspecify.annotations.NullMarked;
