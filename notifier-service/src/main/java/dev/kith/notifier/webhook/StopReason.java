package dev.kith.notifier.webhook;

import java.time.Instant;

/** What ended a webhook without a backend's doing: its receiver is gone, or failed for too long. */
public record StopReason(long generation, Instant at, String why) {}
