package dev.kith.local.leash;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Java agent that ends its process when the launcher ends, even if the launcher is killed.
 *
 * <p>The launcher holds the other end of this process's standard input and never writes to it. The
 * operating system closes the pipe even if the launcher is killed with SIGKILL.
 */
public final class Leash {

  private static final int TERMINATED = 143;
  private static final String DEFAULT_GRACE_SECONDS = "15";

  private Leash() {}

  /**
   * Called by the JVM before the program's main method; {@code argument} is the time to stop, in
   * seconds.
   */
  public static void premain(@Nullable String argument) {
    String graceSeconds = argument == null || argument.isEmpty() ? DEFAULT_GRACE_SECONDS : argument;
    daemon("leash", () -> endWithTheLauncher(Long.parseLong(graceSeconds)));
  }

  private static void endWithTheLauncher(long graceSeconds) {
    awaitEndOf(System.in);
    // a shutdown hook may wait for another process that has ended with the launcher, too
    daemon("leash-halt", () -> haltAfter(graceSeconds));
    System.exit(TERMINATED);
  }

  private static void awaitEndOf(InputStream input) {
    byte[] ignored = new byte[256];
    try {
      while (input.read(ignored) >= 0) {
        // the launcher writes nothing; only the end of the stream matters
      }
    } catch (IOException broken) {
      // a broken pipe means the end, too
    }
  }

  private static void haltAfter(long seconds) {
    try {
      Thread.sleep(seconds * 1000);
    } catch (InterruptedException early) {
      // halt at once
    }
    Runtime.getRuntime().halt(TERMINATED);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
