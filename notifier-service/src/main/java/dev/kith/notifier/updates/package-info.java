/**
 * Writer of {@code kith.updates}, the updates of each subscriber as records for other services and
 * webhooks. A delivery task writes them behind its fold, and only while they are wanted.
 *
 * <p>Start at {@link dev.kith.notifier.updates.UpdatesWriter}.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>An update shows the view of the moment at which it is written, from the folded stores. So
 *       the order of updates about one pair is the order of the views.
 *   <li>Nothing is written before the delivery partition is complete: while its stores are being
 *       filled, they show past views.
 *   <li>What is still to be done is in the stores, so that a restart continues.
 * </ul>
 */
@NullMarked
package dev.kith.notifier.updates;

import org.jspecify.annotations.NullMarked;
