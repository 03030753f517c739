package dev.kith.notifier.streams;

import dev.kith.domain.Update;

/** An update, and the offset in its partition of {@code kith.updates} at which it was said. */
public record Told(long offset, Update update) {}
