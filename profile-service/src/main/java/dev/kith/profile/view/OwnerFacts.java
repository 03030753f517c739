package dev.kith.profile.view;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Presence;
import dev.kith.domain.Profile;
import dev.kith.domain.Settings;

/** What decides how an owner is seen; each method may read a store. */
interface OwnerFacts {

  Profile profile();

  Settings settings();

  Presence presence();

  /** The owner's half-edge to the viewer. */
  HalfEdge halfEdgeTo(Address viewer);
}
