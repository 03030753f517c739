/**
 * The fold of journal and mirrors to relations.
 *
 * <p>Invariants: an owner's own half comes from the journal alone, the peer's from mirrors alone; a
 * mirror that brings nothing new issues nothing, so that two partitions never talk in circles.
 */
@NullMarked
package dev.kith.contactgraph.streams;

import org.jspecify.annotations.NullMarked;
