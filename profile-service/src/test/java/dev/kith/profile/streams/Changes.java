package dev.kith.profile.streams;

import dev.kith.domain.Fields;
import dev.kith.domain.Position;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events that change profiles, for tests of the topology. */
final class Changes {

  private Changes() {}

  static ProfileChanged named(String name) {
    return change(Mode.MERGE, name, null);
  }

  static ProfileChanged saying(String status) {
    return change(Mode.MERGE, null, status);
  }

  static ProfileChanged change(Mode mode, @Nullable String name, @Nullable String status) {
    return new ProfileChanged(Optional.empty(), mode, fields(name, status), Set.of());
  }

  /** Removes the name. */
  static ProfileChanged nameless() {
    return new ProfileChanged(Optional.empty(), Mode.MERGE, Fields.EMPTY, Set.of(Fields.NAME));
  }

  static ProfileChanged replacing(Position expected, String name) {
    return new ProfileChanged(Optional.of(expected), Mode.REPLACE, fields(name, null), Set.of());
  }

  private static Fields fields(@Nullable String name, @Nullable String status) {
    return new Fields(
        Optional.ofNullable(name), Optional.ofNullable(status), Optional.empty(), new TreeMap<>());
  }
}
