package dev.kith.notifier.presence;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;

/** Publisher of a user's transitions between online and offline to those who may see them. */
@FunctionalInterface
public interface TransitionPublisher {

  /** Called once for each transition, after it was stored. */
  void cameOrWent(Address address, Presence before, Presence after);
}
