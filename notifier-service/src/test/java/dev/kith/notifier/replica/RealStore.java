package dev.kith.notifier.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.LaneStore;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.notifier.delivery.DeliveryRun;
import dev.kith.notifier.delivery.DeliveryTasks;
import dev.kith.notifier.replica.reader.Held;
import dev.kith.notifier.replica.reader.LocalReplicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Store of the notifier, as a schedule uses it. It is read page by page. From time to time it
 * checks that a client that knows what was shown at a cursor, and is told what it missed since,
 * knows what is shown now.
 */
final class RealStore implements LaneStore {

  /** So little that some of the four subjects are dropped from time to time. */
  private static final long CACHE_BYTES = 64 * 1024;

  private static final int RECORDS_PER_CHECK = 12;
  private static final List<Address> VIEWERS =
      Stream.of("alice", "bob", "carol").map(Address::new).toList();

  private final KeyValueStore<Bytes, byte[]> subjects = open(ReplicaStore.SUBJECTS);
  private final KeyValueStore<Bytes, byte[]> places = open(ReplicaStore.PLACES);
  private final DeliveryTasks tasks = new DeliveryTasks(new SubjectCache(CACHE_BYTES));
  private final DeliveryTasks.Task task = DeliveryRun.start(tasks);
  private final ReplicaWriter writer = new ReplicaWriter(subjects, places, task.cache());
  private final LocalReplicas replicas =
      new LocalReplicas(
          new DeliveryPartitions(1),
          tasks,
          (name, _) -> name.equals(ReplicaStore.PLACES) ? places : subjects);

  /** By offset what each viewer saw after that record; records in between were aborted. */
  private final TreeMap<Long, Map<Address, Map<Address, Fields>>> shown = new TreeMap<>();

  private static KeyValueStore<Bytes, byte[]> open(String name) {
    var store = Stores.inMemoryKeyValueStore(name).get();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }

  @Override
  public SubjectState subject(Address subject) {
    return writer.store().subject(subject);
  }

  @Override
  public PlaceState place(Address user, Address subject) {
    return writer.store().place(user, subject);
  }

  /** The schedule adds the user's own subject itself. */
  @Override
  public Set<Address> subjectsOf(Address user) {
    return book(user).stream()
        .map(Held::subject)
        .filter(subject -> !subject.equals(user))
        .collect(Collectors.toSet());
  }

  private List<Held> book(Address user) {
    var held = new ArrayList<Held>();
    var next = Optional.<Address>empty();
    do {
      var page = replicas.page(user, next, 2);
      held.addAll(page.held());
      next = page.next();
    } while (next.isPresent());
    return held;
  }

  @Override
  public boolean fold(Address subject, FanOutRecord record, long offset) {
    if (writer.fold(subject, record, offset).isEmpty()) {
      return false;
    }
    DeliveryRun.folded(task, offset);
    var views =
        VIEWERS.stream()
            .collect(Collectors.toMap(viewer -> viewer, viewer -> views(book(viewer), viewer)));
    shown.put(offset, views);
    if (shown.size() % RECORDS_PER_CHECK == 0) {
      VIEWERS.forEach(this::checkReturns);
    }
    return true;
  }

  private static Map<Address, Fields> views(List<Held> book, Address viewer) {
    return book.stream()
        .filter(held -> !held.view(viewer).fields().isEmpty())
        .collect(Collectors.toMap(Held::subject, held -> held.view(viewer).fields()));
  }

  private void checkReturns(Address viewer) {
    var book = book(viewer);
    var now = views(book, viewer);
    shown.forEach((cursor, views) -> {
      var known = new TreeMap<>(views.getOrDefault(viewer, Map.of()));
      for (var held : book) {
        switch (Missed.since(cursor, held.state(viewer))) {
          case NOTHING -> {}
          case JOINED, CHANGED, UNKNOWN -> known.put(held.subject(), held.view(viewer).fields());
          case REMOVED -> known.remove(held.subject());
        }
      }
      known.values().removeIf(Fields::isEmpty);
      if (!known.equals(new TreeMap<>(now))) {
        throw new AssertionError(
            "After %d %s knows %s, but %s is shown".formatted(cursor, viewer, known, now));
      }
    });
  }
}
