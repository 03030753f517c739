package dev.kith.notifier.session;

import io.vertx.core.Future;

/** Identity of {@code kith.fanout}, without which the offset of a cursor means nothing. */
@FunctionalInterface
public interface DeliveryTopic {

  /**
   * Returns the identity as {@link dev.kith.notifier.replica.Cursor#topic cursors} have it; fails
   * if the broker does not answer. Does not block.
   */
  Future<String> id();
}
