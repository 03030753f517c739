package dev.kith.notifier.session;

import dev.kith.notifier.live.PollListener;
import io.netty.util.concurrent.EventExecutor;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event loops of the sessions that are to be written to. After each poll of the tail, each loop
 * gets one task for all of its sessions, so that a session is flushed once for all records of the
 * poll. Confined to the tail's thread.
 */
@Singleton
public class EventLoops implements PollListener {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);

  /** Sessions that are written to before the loop processes other events. */
  private static final int SLICE = 256;

  private final Map<EventExecutor, List<Outbox>> collected = new HashMap<>();

  void add(Outbox outbox) {
    collected.computeIfAbsent(outbox.eventLoop(), _ -> new ArrayList<>()).add(outbox);
  }

  @Override
  public void polled() {
    collected.forEach((eventLoop, outboxes) -> {
      outboxes.forEach(Outbox::collected);
      execute(eventLoop, outboxes);
    });
    collected.clear();
  }

  private static void execute(EventExecutor eventLoop, List<Outbox> outboxes) {
    if (!eventLoop.isShuttingDown()) {
      eventLoop.execute(() -> {
        var slice = Math.min(SLICE, outboxes.size());
        outboxes.subList(0, slice).forEach(EventLoops::drain);
        if (slice < outboxes.size()) {
          execute(eventLoop, outboxes.subList(slice, outboxes.size()));
        }
      });
    }
  }

  /** A session that fails must not keep the others from their frames. */
  private static void drain(Outbox outbox) {
    try {
      outbox.drain();
    } catch (RuntimeException failure) {
      LOG.error("A session could not be written to", failure);
    }
  }
}
