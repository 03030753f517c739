/**
 * What ties the started processes to the launcher; alone in a jar of its own, so it depends on
 * nothing.
 */
@NullMarked
package dev.kith.local.leash;

import org.jspecify.annotations.NullMarked;
