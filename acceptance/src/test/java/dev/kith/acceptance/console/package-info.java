/** Tests of the console in a real browser. */
@NullMarked
package dev.kith.acceptance.console;

import org.jspecify.annotations.NullMarked;
