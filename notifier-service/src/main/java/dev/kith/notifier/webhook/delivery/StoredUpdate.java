package dev.kith.notifier.webhook.delivery;

import dev.kith.domain.Update;

/** Update with its offset in its partition of {@code kith.updates}. */
public record StoredUpdate(long offset, Update update) {}
