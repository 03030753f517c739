package dev.kith.harness.stack;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process of the stack is told by its number. */
public enum Signal {
  /** It stands still. */
  STOP,
  /** It goes on. */
  CONT;

  /** Sends it. */
  public void to(long pid) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("kill -" + name() + " " + pid + " failed");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
