package dev.kith.profile.rest;

import dev.kith.domain.Fields;
import java.util.Set;

/**
 * Merge patch of a profile.
 *
 * @param removed paths as in {@link Fields#without}
 */
record ProfilePatch(Fields set, Set<String> removed) {

  ProfilePatch {
    removed = Set.copyOf(removed);
  }

  /** The result of applying this patch to {@code fields}. */
  Fields on(Fields fields) {
    return fields.without(removed).with(set);
  }
}
