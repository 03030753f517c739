/**
 * Webhooks as backends have registered them, stored in {@code kith.webhooks}.
 *
 * <p>Start at {@link dev.kith.notifier.webhook.Webhook} and {@link
 * dev.kith.notifier.webhook.WebhookRegistrations}. Deliveries are in {@code delivery}, checks of
 * receivers' addresses in {@code receiver}, the operations of the API in {@code service}.
 */
@NullMarked
package dev.kith.notifier.webhook;

import org.jspecify.annotations.NullMarked;
