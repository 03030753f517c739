package dev.kith.domain.replica;

import java.util.Random;

/** Clients of one delivery partition in a schedule. */
@FunctionalInterface
public interface LaneClients {

  /**
   * Opens a session for a screen.
   *
   * @param random for the order in which the session reads
   */
  LaneClient open(Screen screen, Random random);
}
