package dev.kith.acceptance.containers;

import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Seen;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Client that keeps a session open: after each end it resumes from its last cursor. */
final class Watching implements AutoCloseable {

  private static final int LOOK_MILLIS = 20;
  private static final int RETRY_MILLIS = 250;

  private final Person person;
  private final Map<String, Seen> shown = new ConcurrentHashMap<>();
  private final AtomicInteger sessions = new AtomicInteger();
  private final Thread thread = Thread.ofPlatform().unstarted(this::watch);
  private volatile boolean ending;

  Watching(Person person) {
    this.person = person;
  }

  void start() {
    thread.start();
  }

  /** What the watcher sees of a user now; null if nothing. */
  @Nullable Seen shown(Person subject) {
    return shown.get(subject.address());
  }

  int sessions() {
    return sessions.get();
  }

  @Override
  public void close() {
    ending = true;
    thread.interrupt();
  }

  private void watch() {
    String cursor = null;
    while (!ending) {
      try (Screen screen = cursor == null ? person.opensScreen() : person.resumesFrom(cursor)) {
        sessions.incrementAndGet();
        if (!screen.isRecovered()) {
          shown.clear();
        }
        screen.snapshot().forEach(this::show);
        for (int taken = 0; !ending; ) {
          var updates = screen.updates();
          var live = updates.subList(screen.snapshot().size(), updates.size());
          live.subList(taken, live.size()).forEach(this::show);
          taken = live.size();
          cursor = screen.cursor();
          if (screen.isClosed()) {
            break;
          }
          Thread.sleep(LOOK_MILLIS);
        }
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException | AssertionError away) {
        pause();
      }
    }
  }

  private void show(Seen seen) {
    shown.put(seen.subject(), seen);
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
