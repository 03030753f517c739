package dev.kith.notifier.webhook.delivery;

/**
 * What one request carries: updates of one partition, in order.
 *
 * @param id stays with these updates, however often they are sent
 * @param next the offset behind the last of them
 */
@SuppressWarnings("ArrayRecordComponent") // it is written once, and compared by nobody
public record DeliveryBatch(String id, byte[] body, int updates, long next) {}
