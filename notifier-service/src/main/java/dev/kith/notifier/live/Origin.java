package dev.kith.notifier.live;

import org.jspecify.annotations.Nullable;

/**
 * Record of the fan-out that an update comes from, for metrics and traces.
 *
 * @param offset of the record in the delivery partition
 * @param eventMillis when its event was appended to the journal, in milliseconds since 1970, or
 *     {@code EventTime.NONE}
 * @param trace in the form of {@code Traces.parent}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Origin(long offset, long eventMillis, byte @Nullable [] trace) {}
