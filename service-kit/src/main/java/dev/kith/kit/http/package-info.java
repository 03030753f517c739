/**
 * Request filters and response builders that are independent of a service's resources.
 *
 * <p>Start at {@link dev.kith.kit.http.WriteResponses} for answers to writes, {@link
 * dev.kith.kit.http.ProblemMapper} for errors, {@link dev.kith.kit.http.PageCursors} for paging,
 * and {@link dev.kith.kit.http.TimingEqualizer} for equal response times of hidden and absent data.
 */
@NullMarked
package dev.kith.kit.http;

import org.jspecify.annotations.NullMarked;
