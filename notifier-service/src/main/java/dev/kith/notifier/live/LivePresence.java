package dev.kith.notifier.live;

import dev.kith.domain.Address;
import dev.kith.domain.PresenceView;
import java.util.Optional;

/**
 * Presence of a subject that a session may show, as far as the subject's rules decide.
 *
 * @param shown empty if it is not visible any more
 * @param isTransition true if the subject came or went, false if its visibility changed
 */
public record LivePresence(Address subject, Optional<PresenceView> shown, boolean isTransition) {}
