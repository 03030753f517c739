package dev.kith.notifier.session;

import dev.kith.notifier.live.LiveSession;
import dev.kith.notifier.live.LiveUpdates;
import dev.kith.notifier.tail.SyncListener;
import dev.kith.notifier.tail.SyncSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tails whose records a test offers, on a thread of their own, as the real ones do. */
final class TestTail implements LiveUpdates, SyncSource, AutoCloseable {

  final EventLoops eventLoops = new EventLoops();
  final BlockingQueue<LiveSession> joined = new LinkedBlockingQueue<>();
  final BlockingQueue<LiveSession> left = new LinkedBlockingQueue<>();
  final BlockingQueue<Integer> requested = new LinkedBlockingQueue<>();
  final BlockingQueue<SyncListener> syncs = new LinkedBlockingQueue<>();
  final BlockingQueue<SyncListener> leftSyncs = new LinkedBlockingQueue<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @Override
  public void join(LiveSession session) {
    joined.add(session);
  }

  @Override
  public void request(LiveSession session, int count) {
    requested.add(count);
  }

  @Override
  public void leave(LiveSession session) {
    left.add(session);
  }

  @Override
  public void join(SyncListener session) {
    syncs.add(session);
    session.listensToSyncs();
  }

  @Override
  public void leave(SyncListener session) {
    leftSyncs.add(session);
  }

  /** Offers what one poll has brought, and waits until it has been offered. */
  void poll(LiveSession session, Consumer<LiveSession> records) {
    run(() -> {
      records.accept(session);
      eventLoops.polled();
    });
  }

  /** Runs an action on the thread of the tail. */
  void run(Runnable action) {
    CompletableFuture.runAsync(action, thread).orTimeout(10, TimeUnit.SECONDS).join();
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    var next = queue.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing has happened");
    }
    return next;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
