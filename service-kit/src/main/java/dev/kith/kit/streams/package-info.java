/**
 * The life of the streams, how records are read, what is folded so far, and the stores.
 *
 * <p>Invariants: one bad record never stops a thread; an offset is folded once; a rebuild from
 * scratch is silent until it has caught up.
 */
@NullMarked
package dev.kith.kit.streams;

import org.jspecify.annotations.NullMarked;
