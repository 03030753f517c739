/** Pacing of polls: records are fetched in batches while no request waits for one of them. */
@NullMarked
package dev.kith.kit.pacing;

import org.jspecify.annotations.NullMarked;
