package dev.kith.profile.streams;

import dev.kith.domain.Limits;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.profile.ProfileConfig;
import dev.kith.profile.cache.ProfileCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producer of this service's topology, which has no framework dependencies itself. */
@ApplicationScoped
public class ProfileBeans {

  /**
   * Divisor of the heap: the cache takes at most half of the heap, whatever its configured size.
   */
  private static final int LARGEST_SHARE_OF_HEAP = 2;

  @Produces
  @Singleton
  ProfileCache cache(ProfileConfig profiles) {
    var most = Runtime.getRuntime().maxMemory() / LARGEST_SHARE_OF_HEAP;
    return new ProfileCache(Math.min(profiles.cacheSize().asLongValue(), most));
  }

  @Produces
  @Singleton
  ServiceTopology topology(
      Verdicts verdicts, KithConfig settings, ProfileConfig profiles, ProfileCache cache) {
    check("name-length", profiles.nameLength(), Limits.NAME);
    check("status-length", profiles.statusLength(), Limits.STATUS);
    check("attributes", profiles.attributes(), Limits.ATTRIBUTES);
    check("attribute-length", profiles.attributeLength(), Limits.ATTRIBUTE_TEXT);
    check("attributes-size", profiles.attributesSize().asLongValue(), Limits.ATTRIBUTES_BYTES);
    check("rules", profiles.rules(), Limits.RULES);
    var history = new HistoryBounds(profiles.history().events(), profiles.history().age());
    return new ProfileTopology(verdicts, history, cache, settings.topics().partitions());
  }

  /** A configured limit must not exceed what the fold accepts. */
  private static void check(String key, long set, long most) {
    if (set > most) {
      throw new IllegalArgumentException(
          "kith.profiles.%s is %d; the maximum is %d".formatted(key, set, most));
    }
  }
}
