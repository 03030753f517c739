package dev.kith.profile.streams;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.profile.cache.CachedProfile;
import dev.kith.profile.cache.ProfileCache;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Stores of one task, from which the cache loads; read by threads of requests. */
final class TaskStores implements ProfileCache.Stores {

  private final KeyValueStore<Bytes, byte[]> profiles;
  private final KeyValueStore<Bytes, byte[]> relations;
  private final KeyValueStore<Bytes, byte[]> settings;
  private final KeyValueStore<Bytes, byte[]> presences;

  TaskStores(ProcessorContext<?, ?> context) {
    profiles = context.getStateStore(StateStores.PROFILES);
    relations = context.getStateStore(StateStores.RELATIONS);
    settings = context.getStateStore(SettingsStore.NAME);
    presences = context.getStateStore(PresenceStore.NAME);
  }

  @Override
  public CachedProfile profile(Address owner) {
    return new CachedProfile(
        ProfileStore.read(profiles, owner),
        SettingsStore.read(settings, owner),
        PresenceStore.read(presences, owner));
  }

  @Override
  public HalfEdge halfEdge(Address owner, Address peer) {
    return RelationStore.read(relations, owner, peer).own();
  }
}
