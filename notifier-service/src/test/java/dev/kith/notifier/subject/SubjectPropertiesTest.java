package dev.kith.notifier.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Entry;
import dev.kith.domain.View;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.Place;
import dev.kith.domain.replica.SubjectReplica;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.TopologyRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories through the topology, and what readers of the delivery partitions make of it.
 */
class SubjectPropertiesTest {

  private static final int HISTORIES = 25;

  static LongStream seeds() {
    var first = Long.getLong("kith.seed", System.nanoTime());
    return LongStream.range(first, first + HISTORIES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readers_see_what_the_subjects_stores_say_and_miss_nothing(long seed) {
    try (var run = new SubjectRun()) {
      play(new RandomHistory(seed).merged(new Random(seed)), run.topology);
      var partitions = new Readers();
      run.written().forEach(partitions::fold);

      for (var subject : RandomHistory.SUBJECTS) {
        for (var user : RandomHistory.USERS) {
          assertThat(partitions.view(subject, user))
              .as("%s as %s sees it, seed %d", subject, user, seed)
              .isEqualTo(truth(run.topology, subject, user));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_chain_of_changes_does_not_depend_on_the_order_of_the_mirrors(long seed) {
    var history = new RandomHistory(seed);

    assertThat(chain(history.merged(new Random(seed))))
        .isEqualTo(chain(history.merged(new Random(seed + 1))));
  }

  /** What one attempt writes of the owners' halves, without what mirrors decide. */
  private static List<Object> chain(List<Object> inputs) {
    try (var run = new SubjectRun()) {
      play(inputs, run.topology);
      return run.written().stream()
          .filter(written -> written.record() instanceof OwnerHalfChanged)
          .<Object>map(written -> {
            var changed = (OwnerHalfChanged) written.record();
            var edges = new TreeMap<Address, Object>();
            changed.owners().forEach((user, half) -> edges.put(user, half.edge()));
            return List.of(
                written.partition(),
                written.subject(),
                changed.before(),
                changed.half(),
                changed.need(),
                edges);
          })
          .toList();
    }
  }

  private static void play(List<Object> inputs, TopologyRun topology) {
    for (var input : inputs) {
      switch (input) {
        case RandomHistory.Event(var subject, var event) -> topology.journal(subject.text(), event);
        case RandomHistory.Mirror(var user, var subject, var half) ->
            topology.mirror(user.text(), subject.text(), half);
        default -> throw new IllegalArgumentException(input.toString());
      }
    }
  }

  private static View truth(TopologyRun topology, Address subject, Address user) {
    var profile = ProfileStore.read(topology.store(StateStores.PROFILES), subject);
    var relation = RelationStore.read(topology.store(StateStores.RELATIONS), subject, user);
    return new Entry(user, subject, profile, relation).view();
  }

  /** Readers of all delivery partitions. */
  private static final class Readers {
    private final Map<Integer, Map<Address, SubjectReplica>> subjects = new HashMap<>();
    private final Map<Address, Map<Address, Place>> places = new HashMap<>();

    void fold(SubjectRun.Written written) {
      var replicas = subjects.computeIfAbsent(written.partition(), _ -> new HashMap<>());
      var replica = replicas.getOrDefault(written.subject(), SubjectReplica.NONE);
      assertThat(replica.takes(written.record())).isTrue();
      replicas.put(written.subject(), replica.after(written.record()));
      for (var user : RandomHistory.USERS) {
        if (SubjectRun.PARTITIONS.of(user) == written.partition()) {
          places
              .computeIfAbsent(user, _ -> new HashMap<>())
              .compute(
                  written.subject(),
                  (_, place) -> (place == null ? Place.NONE : place).after(written.record(), user));
        }
      }
    }

    View view(Address subject, Address user) {
      return subjects
          .getOrDefault(SubjectRun.PARTITIONS.of(user), Map.of())
          .getOrDefault(subject, SubjectReplica.NONE)
          .view(
              subject, user, places.getOrDefault(user, Map.of()).getOrDefault(subject, Place.NONE));
    }
  }
}
