package dev.kith.notifier.replica.reader;

import dev.kith.domain.Address;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reader of the delivery partition of a viewer, on whichever node it is.
 *
 * <p>Every method fails with {@link NotServed} while the partition cannot be read: it is moving
 * between nodes, or is being rebuilt and not complete. The caller tries again later.
 */
public interface ReplicaReader {

  /**
   * Reads places of a viewer, in the order of subjects, the viewer's own subject included. Places
   * that only the subject holds and that the viewer never followed are left out.
   *
   * @param after only subjects after this one
   * @param limit places, at most
   */
  Future<ReplicaPage> page(Address viewer, Optional<Address> after, int limit);

  /**
   * Reads the states of some subjects, in that order, whether or not the viewer follows them; empty
   * states where nothing is held.
   */
  Future<ReplicaPage> some(Address viewer, Collection<Address> subjects);

  /** Reads the state of one subject: a page with exactly one element. */
  default Future<ReplicaPage> one(Address viewer, Address subject) {
    return some(viewer, List.of(subject));
  }
}
