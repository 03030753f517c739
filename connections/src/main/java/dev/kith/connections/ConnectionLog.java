package dev.kith.connections;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Connection listener that logs refused and evicted connections, once a minute at most. */
public final class ConnectionLog implements ConnectionListener {

  private static final long BETWEEN = TimeUnit.MINUTES.toNanos(1);

  private final Consumer<String> lines;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - BETWEEN);

  public ConnectionLog(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void ended(Reason reason, int open) {
    if (!reason.isOfLimits()) {
      return;
    }
    long count = refused.incrementAndGet();
    long now = System.nanoTime();
    long last = loggedAt.get();
    if (now - last >= BETWEEN && loggedAt.compareAndSet(last, now)) {
      lines.accept(
          "No room for more connections (limit: %s; open: %d); refused or ended since the start: %d"
              .formatted(reason.text(), open, count));
    }
  }
}
