package dev.kith.harness.stack;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signal that pauses or resumes a process of the stack. */
public enum Signal {
  /** Pauses the process. */
  STOP,
  /** Resumes the paused process. */
  CONT;

  /** Sends the signal to the process with this id. */
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
