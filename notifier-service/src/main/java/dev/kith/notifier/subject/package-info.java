/**
 * The subject's side of the fan-out by replicas (ADR 26): the task of a partition of the journal
 * folds profiles and both halves of each pair, and writes to {@code kith.fanout} what changed, at
 * most one record for each delivery partition. Start at {@link
 * dev.kith.notifier.subject.SubjectFold}; {@link dev.kith.notifier.subject.SubjectTopology} adds it
 * to a topology.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The chain of changes of halves and the contents follow from the journal alone, so every
 *       attempt of a task writes the same records, and a rebuild writes them again.
 *   <li>Every record fits into the topic, whatever the fold accepts.
 * </ul>
 */
@NullMarked
package dev.kith.notifier.subject;

import org.jspecify.annotations.NullMarked;
