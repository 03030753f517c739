package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.domain.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/** The versions a session was last offered, of the subjects that changed last; not thread-safe. */
final class VersionCache {

  private final Map<Address, Version> versions;

  VersionCache(int most) {
    this.versions =
        new LinkedHashMap<>(0, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Address, Version> eldest) {
            return size() > most;
          }
        };
  }

  /** How {@code version} stands to what was offered before. */
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
