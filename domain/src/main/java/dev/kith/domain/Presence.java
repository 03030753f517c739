package dev.kith.domain;

import java.time.Instant;

/**
 * Presence of a user: whether they have a session, and when they last had one.
 *
 * @param lastSeen if online: when they last connected
 */
public record Presence(boolean online, Instant lastSeen) {

  /** Presence of a user who never had a session. */
  public static final Presence NONE = new Presence(false, Instant.EPOCH);

  public boolean isKnown() {
    return !equals(NONE);
  }

  public PresenceView exactly() {
    return online ? new PresenceView.Online() : new PresenceView.Offline(lastSeen);
  }
}
