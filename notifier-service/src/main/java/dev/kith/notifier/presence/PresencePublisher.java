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
 * Tells subscribers of a subject's presence, as the subject's rules are in this very moment. Of a
 * subject with very many of them only the first are told, always the same ones; the others ask.
 */
final class PresencePublisher {

  private static final BytesSerializer PREFIX = new BytesSerializer();

  /**
   * Peers that are looked at to find one who is told; most peers of a celebrity are no contacts.
   */
  private static final int LOOKED_AT_FOR_EACH = 10;

  private final ProfileStore profiles;
  private final SettingsStore settings;
  private final KeyValueStore<Bytes, byte[]> relations;
  private final PresenceIndex index;
  private final ProcessingContext context;
  private final int most;
  private final Consumer<SubscriberPresence> out;

  PresencePublisher(ProcessorContext<?, ?> context, int most, Consumer<SubscriberPresence> out) {
    this.profiles = new ProfileStore(context.getStateStore(FanOut.PROFILES));
    this.settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    this.relations = context.getStateStore(FanOut.RELATIONS);
    this.index = new PresenceIndex(context.getStateStore(PresenceIndex.NAME));
    this.context = context;
    this.most = most;
    this.out = out;
  }

  /** What there is at one moment. */
  private record State(PresencePolicy showing, Optional<PresenceView> view) {}

  PresencePolicy showing(Address subject) {
    return new PresencePolicy(subject, profiles.get(subject), settings.get(subject));
  }

  /** Of who lets it be known only roughly, nobody is told at the very moment. */
  void cameOrWent(Address subject, Presence before, Presence after) {
    var showing = showing(subject);
    if (showing.isExact() && showing.profile().isPresent()) {
      tell(subject, state(showing, before), state(showing, after), true);
    }
  }

  void rulesChanged(PresencePolicy before, PresencePolicy after, Presence presence) {
    tell(before.owner(), state(before, presence), state(after, presence), false);
  }

  void relationChanged(
      Address subject, Address subscriber, Relation before, Relation after, Presence presence) {
    var showing = showing(subject);
    var was = showing.tells(subscriber, before);
    var is = showing.tells(subscriber, after);
    if (was && !is) {
      out.accept(new SubscriberPresence(subscriber, subject, Optional.empty(), false));
    } else if (is && !was && reaches(index.reach(subject), subscriber)) {
      var view = state(showing, presence).view();
      out.accept(new SubscriberPresence(subscriber, subject, view, false));
    }
  }

  private State state(PresencePolicy showing, Presence presence) {
    var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    return new State(
        showing, presence.isKnown() ? Optional.of(showing.shown(presence, now)) : Optional.empty());
  }

  /**
   * Whoever was told, or would be, and is no more among the first, is told that they know nothing
   * any more.
   */
  private void tell(Address subject, State before, State after, boolean cameOrWent) {
    var reach = index.reach(subject);
    var told = 0;
    var looked = 0;
    var last = "";
    var cut = false;
    try (var peers = relations.prefixScan(StoreKeys.prefix(subject), PREFIX)) {
      while (peers.hasNext() && looked < most * LOOKED_AT_FOR_EACH) {
        var entry = peers.next();
        var subscriber = new Address(Keys.second(entry.key.get()));
        if (told == most) {
          cut = true;
          if (!reaches(reach, subscriber)) {
            break;
          }
        }
        looked++;
        var relation = RelationStore.read(entry.value);
        var was = reaches(reach, subscriber) ? seen(before, subscriber, relation) : null;
        var is = cut ? null : seen(after, subscriber, relation);
        if (is != null) {
          told++;
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
    return state.showing().tells(subscriber, relation) ? state.view().orElse(null) : null;
  }

  private static boolean reaches(Optional<String> reach, Address subscriber) {
    return reach.filter(last -> subscriber.text().compareTo(last) > 0).isEmpty();
  }
}
