package dev.kith.notifier.presence;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Relation;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.notifier.fanout.FanOut;
import dev.kith.schemas.Keys;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Publisher of a subject's presence to its subscribers, under the subject's rules of that moment.
 * For a subject with very many subscribers only the first ones are notified, always the same ones;
 * the others must ask.
 */
final class PresencePublisher {

  private static final BytesSerializer PREFIX = new BytesSerializer();

  /**
   * Peers that are read for each subscriber to be notified, at most: most peers of a celebrity are
   * not contacts.
   */
  private static final int MAX_READ_PER_NOTIFIED = 10;

  private final ProfileStore profiles;
  private final SettingsStore settings;
  private final KeyValueStore<Bytes, byte[]> relations;
  private final PresenceIndex index;
  private final ProcessingContext context;
  private final int limit;
  private final Consumer<SubscriberPresence> out;

  PresencePublisher(ProcessorContext<?, ?> context, int limit, Consumer<SubscriberPresence> out) {
    this.profiles = new ProfileStore(context.getStateStore(FanOut.PROFILES));
    this.settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    this.relations = context.getStateStore(FanOut.RELATIONS);
    this.index = new PresenceIndex(context.getStateStore(PresenceIndex.NAME));
    this.context = context;
    this.limit = limit;
    this.out = out;
  }

  /** The subject's policy and presence at one moment. */
  private record State(PresencePolicy policy, Optional<PresenceView> view) {}

  PresencePolicy policy(Address subject) {
    return new PresencePolicy(subject, profiles.get(subject), settings.get(subject));
  }

  /**
   * Notifies subscribers of a transition. Subjects with coarse presence are left out, because a
   * notification would reveal the moment.
   */
  void cameOrWent(Address subject, Presence before, Presence after) {
    var policy = policy(subject);
    if (policy.isExact() && policy.profile().isPresent()) {
      notifyChanged(subject, state(policy, before), state(policy, after), true);
    }
  }

  void rulesChanged(PresencePolicy before, PresencePolicy after, Presence presence) {
    notifyChanged(before.owner(), state(before, presence), state(after, presence), false);
  }

  void relationChanged(
      Address subject, Address subscriber, Relation before, Relation after, Presence presence) {
    var policy = policy(subject);
    var was = policy.tells(subscriber, before);
    var is = policy.tells(subscriber, after);
    if (was && !is) {
      out.accept(new SubscriberPresence(subscriber, subject, Optional.empty(), false));
    } else if (is && !was && reaches(index.reach(subject), subscriber)) {
      var view = state(policy, presence).view();
      out.accept(new SubscriberPresence(subscriber, subject, view, false));
    }
  }

  private State state(PresencePolicy policy, Presence presence) {
    var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    return new State(
        policy, presence.isKnown() ? Optional.of(policy.shown(presence, now)) : Optional.empty());
  }

  /**
   * Notifies each subscriber whose view differs. A subscriber who was notified before, or would be,
   * but is no longer among the first ones, is notified that the presence is not visible any more.
   */
  private void notifyChanged(Address subject, State before, State after, boolean cameOrWent) {
    var reach = index.reach(subject);
    var notified = 0;
    var read = 0;
    var last = "";
    var cut = false;
    try (var peers = relations.prefixScan(StoreKeys.prefix(subject), PREFIX)) {
      while (peers.hasNext() && read < limit * MAX_READ_PER_NOTIFIED) {
        var entry = peers.next();
        var subscriber = new Address(Keys.second(entry.key.get()));
        if (notified == limit) {
          cut = true;
          if (!reaches(reach, subscriber)) {
            break;
          }
        }
        read++;
        var relation = RelationStore.read(entry.value);
        var was = reaches(reach, subscriber) ? seen(before, subscriber, relation) : null;
        var is = cut ? null : seen(after, subscriber, relation);
        if (is != null) {
          notified++;
          last = subscriber.text();
        }
        if (is == null ? was != null : !is.equals(was)) {
          out.accept(
              new SubscriberPresence(subscriber, subject, Optional.ofNullable(is), cameOrWent));
        }
      }
      cut = cut || peers.hasNext();
    }
    var reaching = cut ? Optional.of(last) : Optional.<String>empty();
    if (!reaching.equals(reach)) {
      index.reach(subject, reaching);
    }
  }

  private static @Nullable PresenceView seen(State state, Address subscriber, Relation relation) {
    return state.policy().tells(subscriber, relation) ? state.view().orElse(null) : null;
  }

  private static boolean reaches(Optional<String> reach, Address subscriber) {
    return reach.filter(last -> subscriber.text().compareTo(last) > 0).isEmpty();
  }
}
