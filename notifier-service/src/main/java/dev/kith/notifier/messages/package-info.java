/**
 * Enrichment of messages with the sender's and the group's profile as the recipient may see them,
 * or their refusal.
 *
 * <p>Start at {@link dev.kith.notifier.messages.EnrichMessages} (ADR 13).
 */
@NullMarked
package dev.kith.notifier.messages;

import org.jspecify.annotations.NullMarked;
