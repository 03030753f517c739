package dev.kith.domain.replica;

import dev.kith.domain.Address;
import java.util.Map;
import java.util.Random;

/** Client of a schedule with its session. */
public interface LaneClient {

  Screen screen();

  /** Presence that was shown: for each time of a presence its subject. */
  Map<Integer, Address> presence();

  /** Whether the session reads the store, and has not read the last part. */
  boolean isReading();

  /** Reads one part of what the store holds. */
  void readPart();

  /** Whether everything was processed and shown. */
  boolean isAtEnd();

  /** Processes the next record, or does something else that is due. */
  void next(Random random);

  /** Ends the session; the screen remains. */
  void close();
}
