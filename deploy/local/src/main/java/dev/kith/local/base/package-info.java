/** Where the checkout and its build results are, and failures that the command line explains. */
@NullMarked
package dev.kith.local.base;

import org.jspecify.annotations.NullMarked;
