package dev.kith.notifier.subject;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged.Cause;
import dev.kith.notifier.presence.TransitionPublisher;
import dev.kith.notifier.replica.EventTime;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Writer of a subject's presence to the delivery partitions that follow the subject: at each
 * transition, and after a change by which a user may see the presence, or see it with another
 * precision. Readers decide who sees it. The subject's own sessions are not sent it.
 */
final class SubjectPresence implements TransitionPublisher {

  private static final Optional<Integer> NOT_TO_THE_OWNER = Optional.empty();

  private final SubjectStores stores;
  private final ToIntFunction<Address> placement;
  private final FanOutOutput output;

  SubjectPresence(SubjectStores stores, ToIntFunction<Address> placement, FanOutOutput output) {
    this.stores = stores;
    this.placement = placement;
    this.output = output;
  }

  /**
   * Writes a transition. Subjects with coarse presence are left out, because a record would reveal
   * the moment.
   */
  @Override
  public void cameOrWent(Address subject, Presence before, Presence after) {
    var content = stores.contents().get(subject);
    var policy = policy(subject, content);
    if (policy.isExact() && content.profile().isPresent()) {
      output.write(subject, records(policy, content, after, Cause.TRANSITION), EventTime.NONE);
    }
  }

  /** Presence of a subject; {@link Presence#NONE} if it is unknown. */
  Presence of(Address subject) {
    return stores.presence(subject);
  }

  PresencePolicy policy(Address subject, Content content) {
    return new PresencePolicy(subject, content.profile(), stores.settings().get(subject));
  }

  /** Writes the presence after a change of the content or the settings. */
  void rulesChanged(PresencePolicy before, Content content, long eventTime) {
    var subject = before.owner();
    var presence = of(subject);
    var policy = policy(subject, content);
    if (presence.isKnown() && policy.mayDifferFrom(before)) {
      var cause = policy.isExact() == before.isExact() ? Cause.VISIBILITY : Cause.PRECISION;
      output.write(subject, records(policy, content, presence, cause), eventTime);
    }
  }

  /** Writes the presence after a change of halves, where a user sees it who did not before. */
  void pairsChanged(
      Address subject,
      Content content,
      Map<Address, PairStore.PairChange> changed,
      long eventTime) {
    var presence = of(subject);
    if (!presence.isKnown()) {
      return;
    }
    var policy = policy(subject, content);
    var partitions = new TreeSet<Integer>();
    changed.forEach((user, change) -> {
      if (policy.tells(user, change.after().relation())
          && !policy.tells(user, change.before().relation())) {
        partitions.add(placement.applyAsInt(user));
      }
    });
    if (!partitions.isEmpty()) {
      var records = new TreeMap<>(records(policy, content, presence, Cause.VISIBILITY));
      records.keySet().retainAll(partitions);
      output.write(subject, records, eventTime);
    }
  }

  private SortedMap<Integer, FanOutRecord> records(
      PresencePolicy policy, Content content, Presence presence, Cause cause) {
    return stores
        .fanOuts()
        .get(policy.owner())
        .presenceChanged(NOT_TO_THE_OWNER, content, presence, policy.isExact(), cause)
        .records();
  }
}
