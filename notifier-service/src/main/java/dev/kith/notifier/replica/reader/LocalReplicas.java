package dev.kith.notifier.replica.reader;

import dev.kith.domain.Address;
import dev.kith.domain.replica.PlaceState;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.notifier.delivery.DeliveryTasks;
import dev.kith.notifier.replica.ReplicaStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reader of the delivery partitions whose tasks are on this node. Blocks. */
@Singleton
public final class LocalReplicas {

  private final DeliveryPartitions partitions;
  private final DeliveryTasks tasks;
  private final Stores stores;

  /** Source of the stores of a delivery partition; throws NotHere if it is not on this node. */
  @FunctionalInterface
  public interface Stores {
    ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition);
  }

  @Inject
  LocalReplicas(
      DeliveryPartitions partitions, DeliveryTasks tasks, PartitionOwners partitionOwners) {
    this(partitions, tasks, partitionOwners.delivery()::store);
  }

  public LocalReplicas(DeliveryPartitions partitions, DeliveryTasks tasks, Stores stores) {
    this.partitions = partitions;
    this.tasks = tasks;
    this.stores = stores;
  }

  /** A page as {@link ReplicaReader#page} describes it. */
  public ReplicaPage page(Address viewer, Optional<Address> after, int limit) {
    return read(
        viewer,
        store -> {
          var scan = PlaceScan.of(store, viewer, after, limit);
          return new Found(scan.places(), scan.next());
        });
  }

  /** States as {@link ReplicaReader#some} describes them. */
  public ReplicaPage some(Address viewer, Collection<Address> subjects) {
    return read(
        viewer,
        store -> {
          var places = new LinkedHashMap<Address, PlaceState>();
          subjects.forEach(subject -> places.put(subject, place(store, viewer, subject)));
          return new Found(places, Optional.empty());
        });
  }

  /** Places of a page. */
  private record Found(SequencedMap<Address, PlaceState> places, Optional<Address> next) {}

  @FunctionalInterface
  private interface Search {
    Found in(ReplicaStore store);
  }

  private ReplicaPage read(Address viewer, Search search) {
    var partition = partitions.of(viewer);
    try {
      return read(partition, viewer, search);
    } catch (PartitionOwners.NotHere | InvalidStateStoreException moving) {
      throw new NotServed("Delivery partition " + partition + " is moving between nodes");
    }
  }

  private ReplicaPage read(int partition, Address viewer, Search search) {
    var task = task(partition);
    var start = task.folded();
    var store =
        new ReplicaStore(
            stores.store(ReplicaStore.SUBJECTS, partition),
            stores.store(ReplicaStore.PLACES, partition),
            task.cache());
    var found = search.in(store);
    var held =
        found.places().sequencedEntrySet().stream()
            .map(place -> new Held(place.getKey(), store.subject(place.getKey()), place.getValue()))
            .toList();
    if (task.begun() != start) {
      held = withPlacesReadLast(held, store, viewer);
    }
    var end = task.begun();
    checkNotRestarted(partition, task);
    return new ReplicaPage(start, end, task.oldestCursor(), held, found.next());
  }

  private DeliveryTasks.Task task(int partition) {
    var task =
        tasks
            .of(partition)
            .orElseThrow(
                () -> new NotServed("Delivery partition " + partition + " is not on this node"));
    if (!task.isComplete()) {
      throw new NotServed("Delivery partition " + partition + " is being rebuilt");
    }
    return task;
  }

  /**
   * The store was written while the subjects were read. A view must not have an older half than the
   * content: the half may be a block that was made before the content changed.
   */
  private static List<Held> withPlacesReadLast(
      List<Held> held, ReplicaStore store, Address viewer) {
    return held.stream()
        .map(
            one -> new Held(one.subject(), one.subjectState(), place(store, viewer, one.subject())))
        .toList();
  }

  private static PlaceState place(ReplicaStore store, Address viewer, Address subject) {
    return viewer.equals(subject) ? PlaceState.NONE : store.place(viewer, subject);
  }

  /** The stores of a task that was started again may be behind the offset noted first. */
  private void checkNotRestarted(int partition, DeliveryTasks.Task task) {
    if (tasks.of(partition).filter(task::equals).isEmpty()) {
      throw new NotServed("Delivery partition " + partition + " was moved");
    }
  }
}
