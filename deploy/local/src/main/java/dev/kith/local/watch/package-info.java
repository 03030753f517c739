/** WebSocket client that prints one user's updates as they arrive. */
@NullMarked
package dev.kith.local.watch;

import org.jspecify.annotations.NullMarked;
