/** Measurements of the whole, started by hand: {@code ./kith bench}. */
@NullMarked
package dev.kith.acceptance.bench;

import org.jspecify.annotations.NullMarked;
