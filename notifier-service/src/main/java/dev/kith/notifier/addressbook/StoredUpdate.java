package dev.kith.notifier.addressbook;

import dev.kith.domain.Update;

/** An update, and the offset in its partition of {@code kith.updates} at which it was said. */
public record StoredUpdate(long offset, Update update) {}
