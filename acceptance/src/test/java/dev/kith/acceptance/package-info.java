/**
 * Acceptance tests: they test the promises of Kith's design from outside, without any class of a
 * service.
 *
 * <p>No test waits to show that an update does not arrive. Instead it makes a later change in the
 * same partition, and asserts that the update of this change is the next one.
 */
@NullMarked
package dev.kith.acceptance;

import org.jspecify.annotations.NullMarked;
