/**
 * Launcher's part of the console: tokens for users, on this machine only.
 *
 * <p>Invariant: this code is in the launcher and in no image, so only {@code ./kith run} hands out
 * tokens. Start at {@link dev.kith.local.console.LocalApi}.
 */
@NullMarked
package dev.kith.local.console;

import org.jspecify.annotations.NullMarked;
