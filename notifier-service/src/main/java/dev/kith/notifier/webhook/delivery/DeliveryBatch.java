package dev.kith.notifier.webhook.delivery;

/**
 * Batch of updates of one partition, in order, for one request.
 *
 * @param id stays with these updates in every attempt
 * @param next the offset after the last of them
 */
@SuppressWarnings("ArrayRecordComponent") // never modified or compared
public record DeliveryBatch(String id, byte[] body, int updates, long next) {}
