/**
 * Operations of the webhooks API, and the reader of {@code kith.webhooks} on each node.
 *
 * <p>Start at {@link dev.kith.notifier.webhook.service.WebhookService}.
 */
@NullMarked
package dev.kith.notifier.webhook.service;

import org.jspecify.annotations.NullMarked;
