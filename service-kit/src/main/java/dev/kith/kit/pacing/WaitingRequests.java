package dev.kith.kit.pacing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Count of this node's requests that wait for a fold. The first of them wakes the pollers. */
@ApplicationScoped
public class WaitingRequests {

  private final AtomicInteger count = new AtomicInteger();
  private final Set<Thread> pollers = ConcurrentHashMap.newKeySet();

  /** Called when a request begins to wait; {@link #end} must follow. */
  public void begin() {
    if (count.getAndIncrement() == 0) {
      pollers.forEach(LockSupport::unpark);
    }
  }

  public void end() {
    count.decrementAndGet();
  }

  /** Parks the calling thread for a time, or until a request waits. May return early. */
  void parkWhileNone(long nanos) {
    var poller = Thread.currentThread();
    pollers.add(poller);
    try {
      if (count.get() == 0) {
        LockSupport.parkNanos(this, nanos);
      }
    } finally {
      pollers.remove(poller);
    }
  }
}
