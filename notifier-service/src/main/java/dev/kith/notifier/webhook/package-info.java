/**
 * Webhooks: backends are told what subscribers are told, by signed requests to their own servers.
 *
 * <p>Invariants: an offset is committed only when all that lies before it was taken with a 2xx;
 * within a partition one request follows the other; a receiver that is slow or gone holds up nobody
 * but itself, and holds a bounded number of updates in memory.
 */
@NullMarked
package dev.kith.notifier.webhook;

import org.jspecify.annotations.NullMarked;
