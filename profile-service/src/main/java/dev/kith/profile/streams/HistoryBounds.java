package dev.kith.profile.streams;

import java.time.Duration;

/**
 * Retention of an owner's history: maximum number and maximum age of events. {@link HistorySweep}
 * removes the rest.
 */
public record HistoryBounds(int events, Duration age) {}
