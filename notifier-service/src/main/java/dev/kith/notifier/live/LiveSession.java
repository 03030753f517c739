package dev.kith.notifier.live;

import dev.kith.domain.Address;
import java.util.Optional;

/**
 * Session as a delivery partition sees it. Except for the first three, its methods are called on
 * the tail's thread, in the order in which the client is to receive the frames; they must not
 * block.
 *
 * <p>The calls are: {@link #opened}, the requested entries, {@link #synced}, and from {@code
 * opened} on also {@link #update} and {@link #presence}. {@link #startAgain} ends them; the session
 * joins again.
 */
public interface LiveSession {

  Address viewer();

  /** Delivery partition of the viewer. */
  int partition();

  /**
   * Offset of the client's cursor in the present topic, which the session has checked; empty if the
   * client has none and needs a snapshot.
   */
  Optional<Long> since();

  /**
   * The session has read everything: hello is due. Entries come as they are requested.
   *
   * @param isRecovered whether the entries are what the client missed since its cursor; otherwise
   *     they are a snapshot
   */
  void opened(boolean isRecovered);

  /** Offers one requested entry, which has no cursor. */
  void entry(LiveUpdate entry);

  /** All entries were offered. The client may resume from this offset. */
  void synced(long cursor);

  /** Offers a live update. It replaces an entry or update of the subject that was not sent yet. */
  void update(LiveUpdate update);

  /** Offers presence, before the check of reciprocity. */
  void presence(LivePresence presence);

  /**
   * The session must join again from its last cursor, because records are missing here. It has left
   * already.
   */
  void startAgain();
}
