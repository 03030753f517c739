/**
 * Checks of receivers' URLs: webhooks reach no private network unless a setting permits it.
 *
 * <p>Start at {@link dev.kith.notifier.webhook.receiver.ReceiverPolicy}.
 */
@NullMarked
package dev.kith.notifier.webhook.receiver;

import org.jspecify.annotations.NullMarked;
