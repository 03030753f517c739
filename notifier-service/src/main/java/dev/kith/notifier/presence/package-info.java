/**
 * Presence: nodes claim the users who have sessions, the subject's task folds the claims, and
 * subscribers are notified as the subject's rules permit.
 *
 * <p>Start at {@link dev.kith.notifier.presence.PresenceFold} and {@link
 * dev.kith.notifier.presence.PresenceClaims} (ADR 12).
 */
@NullMarked
package dev.kith.notifier.presence;

import org.jspecify.annotations.NullMarked;
