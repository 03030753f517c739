/** Tells each subscriber what changed in the profiles they follow, and only what they may see. */
@NullMarked
package dev.kith.notifier;

import org.jspecify.annotations.NullMarked;
