/**
 * Kith from outside: what its design promises, as tests that know nothing of how it is made.
 *
 * <p>That nothing came is never proved by waiting: a later change of the same partition is awaited,
 * and nothing may stand before it.
 */
@NullMarked
package dev.kith.acceptance;

import org.jspecify.annotations.NullMarked;
