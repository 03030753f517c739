package dev.kith.profile.streams;

import java.time.Duration;

/**
 * How much of an owner's history is kept: at most so many events, none older than that. What is
 * more goes with the next sweep.
 */
public record HistoryBounds(int events, Duration age) {}
