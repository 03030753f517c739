/**
 * What Kith knows, as plain values and pure functions: no framework, no Kafka, no clock.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A fold is total: any state takes any event, and two readers of one journal reach one state.
 *   <li>A view shows only what a rule of the owner allows; a blocked viewer sees nothing, whatever
 *       the rules say.
 *   <li>An entry changes only if its view changes, and a {@code removed} goes only to who held
 *       something.
 * </ul>
 *
 * <p>Start at {@link dev.kith.domain.Profile}, {@link dev.kith.domain.HalfEdge} and {@link
 * dev.kith.domain.Entry}.
 */
@NullMarked
package dev.kith.domain;

import org.jspecify.annotations.NullMarked;
