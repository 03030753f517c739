package dev.kith.notifier.session;

import dev.kith.notifier.live.LiveUpdates;
import dev.kith.notifier.tail.SyncSource;
import dev.kith.notifier.wire.Frames;

/**
 * Dependencies that all sessions share.
 *
 * @param pendingSubjects subjects with a pending update, or presence, that a slow client may have
 */
public record SessionContext(
    LiveUpdates updates,
    SyncSource syncs,
    DeliveryTopic topic,
    ExactPresence exactPresence,
    EventLoops eventLoops,
    Frames frames,
    DeliveryMetrics metrics,
    int pendingSubjects) {}
