/** Shows one user's updates as they come: a client of the front door like any other. */
@NullMarked
package dev.kith.local.watch;

import org.jspecify.annotations.NullMarked;
