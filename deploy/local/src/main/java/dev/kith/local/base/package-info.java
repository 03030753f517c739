/**
 * Paths of the checkout and its build results, and the exception for expected failures of commands.
 */
@NullMarked
package dev.kith.local.base;

import org.jspecify.annotations.NullMarked;
