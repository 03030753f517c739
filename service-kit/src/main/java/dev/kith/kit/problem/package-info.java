/**
 * Errors as RFC 9457 problem documents, and Kith's own header names.
 *
 * <p>Start at {@link dev.kith.kit.problem.Problem.Kind}: every problem type.
 */
@NullMarked
package dev.kith.kit.problem;

import org.jspecify.annotations.NullMarked;
