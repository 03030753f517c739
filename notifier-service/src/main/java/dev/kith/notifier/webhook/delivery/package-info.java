/**
 * Delivery of updates to webhooks by signed HTTP requests.
 *
 * <p>Start at {@link dev.kith.notifier.webhook.delivery.WebhookDelivery}.
 *
 * <p>Invariants: an offset is committed only when all updates before it were answered with 2xx;
 * within a partition requests follow one another; a receiver that is slow or gone delays no other,
 * and holds a bounded number of updates in memory.
 *
 * <p>The package has more than fifteen files because batching, queues, retries and signatures are
 * small classes that only meet in {@link dev.kith.notifier.webhook.delivery.WebhookDelivery}.
 */
@NullMarked
package dev.kith.notifier.webhook.delivery;

import org.jspecify.annotations.NullMarked;
