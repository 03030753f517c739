package dev.kith.connections;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Says that there was no room for connections, once a minute at most. */
public final class ConnectionLog implements ConnectionListener {

  private static final long BETWEEN = TimeUnit.MINUTES.toNanos(1);

  private final Consumer<String> lines;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - BETWEEN);

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
    long last = saidAt.get();
    if (now - last >= BETWEEN && saidAt.compareAndSet(last, now)) {
      lines.accept(
          "No room for more connections (limit: %s; open: %d); refused or ended since the start: %d"
              .formatted(reason.text(), open, count));
    }
  }
}
