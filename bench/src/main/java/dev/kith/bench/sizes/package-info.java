/**
 * Benchmark {@code sizes}: bytes on disk of a profile, a relation and an address book entry. Start
 * at {@link dev.kith.bench.sizes.SizesCommand}.
 */
@NullMarked
package dev.kith.bench.sizes;

import org.jspecify.annotations.NullMarked;
