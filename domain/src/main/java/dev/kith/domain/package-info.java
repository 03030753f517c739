/**
 * Domain model of Kith as plain values and pure functions: no framework, no Kafka, no clock.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A fold is total: every state accepts every event, and two readers of one journal reach the
 *       same state.
 *   <li>A view contains only fields that one of the owner's rules allows; a blocked viewer sees
 *       nothing, whatever the rules are.
 *   <li>An entry changes only if its view changes, and {@code removed} is sent only to a subscriber
 *       that held the entry.
 * </ul>
 *
 * <p>Start at {@link dev.kith.domain.Profile}, {@link dev.kith.domain.HalfEdge} and {@link
 * dev.kith.domain.Entry}.
 *
 * <p>The package has many files because the types are small; they form five families: address and
 * position, profile and rules, half-edge and relation, view and update, presence and messages.
 */
@NullMarked
package dev.kith.domain;

import org.jspecify.annotations.NullMarked;
