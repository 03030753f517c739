package dev.kith.notifier.live;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.notifier.replica.Cursor;
import java.util.Optional;

/**
 * Update of one subject as a group of sessions sees it. Its frame, and the frame's form on the
 * wire, are encoded once for all of them. Thread-safe.
 */
public interface LiveUpdate {

  Address subject();

  Update.Kind kind();

  /** Cursor; absent in an entry, and as long as the session must not resume from here. */
  Optional<Cursor> cursor();

  /** The record that caused it; empty for entries. */
  Optional<Origin> origin();

  /** The frame as JSON in UTF-8. Not to be modified. */
  byte[] json();

  /** The frame's ready bytes in a form. Not to be modified. */
  byte[] bytes(WireForm form);

  /**
   * The same state with another kind, for a client that was not sent an earlier {@code joined}. A
   * removal remains one.
   */
  LiveUpdate as(Update.Kind kind);
}
