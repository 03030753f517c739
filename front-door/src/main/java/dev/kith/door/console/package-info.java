/**
 * Console: the web page at {@code /console/}, served from memory.
 *
 * <p>Invariant: a request can read only files that were in the folder {@code console} of the class
 * path at the start, because each is found by its complete path in a map.
 */
@NullMarked
package dev.kith.door.console;

import org.jspecify.annotations.NullMarked;
