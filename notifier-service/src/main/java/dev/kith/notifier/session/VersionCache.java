package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.domain.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cache of the versions that were last offered to a session, of the most recently changed subjects.
 * Not thread-safe.
 */
final class VersionCache {

  private final Map<Address, Version> versions;

  VersionCache(int limit) {
    this.versions =
        new LinkedHashMap<>(0, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Address, Version> eldest) {
            return size() > limit;
          }
        };
  }

  /** Compares a version to the one that was offered before. */
  Version.Order order(Address subject, Version version) {
    var held = versions.get(subject);
    return held == null ? Version.Order.NEWER : version.comparedTo(held);
  }

  void remember(Address subject, Version version) {
    versions.put(subject, version);
  }

  void clear() {
    versions.clear();
  }
}
