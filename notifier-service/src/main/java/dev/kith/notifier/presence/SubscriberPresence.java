package dev.kith.notifier.presence;

import dev.kith.avro.PresenceUpdate;
import dev.kith.domain.Address;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Recency;
import dev.kith.schemas.Keys;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Presence of a subject as one subscriber may see it.
 *
 * @param shown empty if it is not visible any more
 * @param cameOrWent true if the subject came or went, false if its visibility changed
 */
public record SubscriberPresence(
    Address subscriber, Address subject, Optional<PresenceView> shown, boolean cameOrWent) {

  public static SubscriberPresence read(SpecificRecord value) {
    var update = (PresenceUpdate) value;
    return new SubscriberPresence(
        new Address(update.getSubscriber()),
        new Address(update.getSubject()),
        update.getHidden() ? Optional.empty() : Optional.of(shown(update)),
        update.getCameOrWent());
  }

  private static PresenceView shown(PresenceUpdate update) {
    if (update.getRoughly() != null) {
      return new PresenceView.Roughly(Recency.read(update.getRoughly()));
    }
    var lastSeen = update.getLastSeen();
    return lastSeen == null ? new PresenceView.Online() : new PresenceView.Offline(lastSeen);
  }

  /**
   * Merges this with an earlier one that was not delivered. The result is a transition only if both
   * are.
   */
  public SubscriberPresence after(SubscriberPresence before) {
    return new SubscriberPresence(subscriber, subject, shown, cameOrWent && before.cameOrWent);
  }

  /** Returns whether it shows more than a subscriber with coarse presence of their own may see. */
  public boolean isExact() {
    return shown.filter(view -> !(view instanceof PresenceView.Roughly)).isPresent();
  }

  /**
   * Returns what a subscriber with coarse presence of their own receives; empty for transitions.
   */
  public Optional<SubscriberPresence> roughly(Instant now) {
    return cameOrWent
        ? Optional.empty()
        : Optional.of(
            new SubscriberPresence(
                subscriber, subject, shown.map(view -> view.roughly(now)), false));
  }

  byte[] key() {
    return Keys.join(subscriber.text(), subject.text());
  }

  PresenceUpdate write() {
    var online = shown.filter(PresenceView.Online.class::isInstance).isPresent();
    var lastSeen = shown.orElse(null) instanceof PresenceView.Offline(var time) ? time : null;
    var roughly =
        shown.orElse(null) instanceof PresenceView.Roughly(var recency) ? recency.text() : null;
    return new PresenceUpdate(
        subscriber.text(), subject.text(), online, lastSeen, roughly, shown.isEmpty(), cameOrWent);
  }
}
