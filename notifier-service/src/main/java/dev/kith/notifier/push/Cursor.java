package dev.kith.notifier.push;

/**
 * Where a subscriber's stream stands: a partition of {@code kith.updates} and an offset in it.
 * Opaque to clients.
 */
public record Cursor(int partition, long offset) {

  @Override
  public String toString() {
    return partition + ":" + offset;
  }
}
