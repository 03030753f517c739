/**
 * Fan-out by replicas (ADR 26) as pure code: what a delivery partition holds of the subjects that
 * its subscribers follow, and how views are computed from it where they are read.
 *
 * <p>Start at {@link dev.kith.domain.replica.SubjectFanOut}, which turns the events of a subject
 * into {@link dev.kith.domain.replica.FanOutRecord}s. Readers, the partition's store and sessions
 * alike, fold these into a {@link dev.kith.domain.replica.SubjectReplica} for each subject and a
 * {@link dev.kith.domain.replica.Place} for each pair. {@link
 * dev.kith.domain.replica.ContentHistory} and {@link dev.kith.domain.replica.PlaceHistory} answer
 * what a subscriber has missed since a cursor.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A reader that has missed a change of an owner's half takes no later record of that subject.
 *   <li>An older part never replaces a newer one, whatever the order in which records arrive.
 *   <li>A view is shown only with content that is at least as new as the owner's half.
 * </ul>
 */
@NullMarked
package dev.kith.domain.replica;

import org.jspecify.annotations.NullMarked;
