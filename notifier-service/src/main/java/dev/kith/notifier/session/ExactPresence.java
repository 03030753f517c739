package dev.kith.notifier.session;

import dev.kith.domain.Address;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Reciprocity rule of presence ({@link dev.kith.kit.view.Reciprocity}). */
@FunctionalInterface
public interface ExactPresence {

  /**
   * Returns the subjects whose exact presence a viewer may see. Blocks while it reads stores, and
   * fails while the viewer's partition does not answer.
   */
  CompletionStage<Set<Address>> exact(Address viewer, Collection<Address> subjects);
}
