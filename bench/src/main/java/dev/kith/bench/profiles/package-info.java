/**
 * Benchmark {@code profiles}: reads and writes of profiles, beside an empty endpoint and a bare
 * producer. Start at {@link dev.kith.bench.profiles.ProfilesCommand}.
 */
@NullMarked
package dev.kith.bench.profiles;

import org.jspecify.annotations.NullMarked;
