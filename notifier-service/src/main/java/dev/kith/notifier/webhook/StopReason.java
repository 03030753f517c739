package dev.kith.notifier.webhook;

import java.time.Instant;

/** Automatic stop of a webhook whose receiver has answered 410 or has failed for too long. */
public record StopReason(long generation, Instant at, String why) {}
