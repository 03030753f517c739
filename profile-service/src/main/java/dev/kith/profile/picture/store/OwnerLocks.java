package dev.kith.profile.picture.store;

import dev.kith.domain.Address;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Locks per owner, within this node. */
public final class OwnerLocks {

  private static final int COUNT = 256;

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);

  public interface Work {
    void run() throws IOException;
  }

  public interface Question<T> {
    T ask() throws IOException;
  }

  public void hold(Address owner, Work work) throws IOException {
    var _ =
        hold(
            owner,
            () -> {
              work.run();
              return true;
            });
  }

  public <T> T hold(Address owner, Question<T> question) throws IOException {
    var lock = locks[Math.floorMod(owner.hashCode(), COUNT)];
    lock.lock();
    try {
      return question.ask();
    } finally {
      lock.unlock();
    }
  }
}
