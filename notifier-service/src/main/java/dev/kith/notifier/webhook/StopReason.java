package dev.kith.notifier.webhook;

import java.time.Instant;

/** Automatic stop of a webhook: its receiver is gone, or has failed for too long. */
public record StopReason(long generation, Instant at, String why) {}
