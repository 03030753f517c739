/**
 * Java agent that ends a started process with its launcher. It is packaged in its own jar without
 * dependencies.
 */
@NullMarked
package dev.kith.local.leash;

import org.jspecify.annotations.NullMarked;
