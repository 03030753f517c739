package dev.kith.notifier.subject;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.notifier.presence.OnlineStateStore;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Stores of a task's subjects. */
record SubjectStores(
    ContentStore contents,
    PairStore pairs,
    SettingsStore settings,
    FanOutStore fanOuts,
    KeyValueStore<Bytes, byte[]> onlineStates) {

  /** Names of the stores, except that of online states. */
  static final List<String> NAMES =
      List.of(
          StateStores.PROFILES,
          ContentStore.APPEARANCES,
          StateStores.RELATIONS,
          PairStore.TIMES,
          SettingsStore.NAME,
          FanOutStore.NAME);

  static SubjectStores of(ProcessorContext<?, ?> context) {
    return new SubjectStores(
        new ContentStore(
            new ProfileStore(store(context, StateStores.PROFILES)),
            store(context, ContentStore.APPEARANCES)),
        new PairStore(
            new RelationStore(store(context, StateStores.RELATIONS)),
            store(context, PairStore.TIMES)),
        new SettingsStore(store(context, SettingsStore.NAME)),
        new FanOutStore(store(context, FanOutStore.NAME)),
        store(context, OnlineStateStore.NAME));
  }

  /** Presence as last published; {@link Presence#NONE} if it is unknown. */
  Presence presence(Address subject) {
    return OnlineStateStore.presence(onlineStates, subject);
  }

  private static KeyValueStore<Bytes, byte[]> store(ProcessorContext<?, ?> context, String name) {
    return context.getStateStore(name);
  }
}
