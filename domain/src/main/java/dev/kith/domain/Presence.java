package dev.kith.domain;

import java.time.Instant;

/**
 * Whether somebody has a session, and when they last had one.
 *
 * @param lastSeen online: when they last came
 */
public record Presence(boolean online, Instant lastSeen) {

  /** Of whom nothing is known: they never had a session. */
  public static final Presence NONE = new Presence(false, Instant.EPOCH);

  public boolean isKnown() {
    return !equals(NONE);
  }

  public PresenceView exactly() {
    return online ? new PresenceView.Online() : new PresenceView.Offline(lastSeen);
  }
}
