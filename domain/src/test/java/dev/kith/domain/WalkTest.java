package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WalkTest {

  private static final int PEERS = 10;

  @Test
  void a_change_owes_everyone() {
    var walk = Walk.NONE.owe(at(1));

    assertThat(told(walk, "a")).isEqualTo(at(1));
    assertThat(told(walk, "z")).isEqualTo(at(1));
  }

  @Test
  void peers_behind_the_cursor_are_owed_nothing() {
    var walk = Walk.NONE.owe(at(1)).reached("m");

    assertThat(walk.of(new Address("a"))).isEmpty();
    assertThat(told(walk, "m")).isEqualTo(at(1));
  }

  @Test
  void a_second_change_does_not_begin_again() {
    var walk = Walk.NONE.owe(at(1)).reached("m").owe(at(2));

    assertThat(walk.first().from()).isEqualTo("m");
    assertThat(told(walk, "n")).isEqualTo(at(1));
    assertThat(told(walk, "a")).isEqualTo(at(2));
    assertThat(walk.withoutFirst().withoutFirst().isDone()).isTrue();
  }

  @Test
  void states_that_may_have_been_shown_are_kept_until_the_walk_passes() {
    var walk = Walk.NONE.owe(at(1)).reached("m").perhaps(at(2)).owe(at(2));

    assertThat(walk.of(new Address("n")).orElseThrow().perhaps()).containsExactly(at(2));
    assertThat(walk.of(new Address("a")).orElseThrow().perhaps()).isEmpty();
    assertThat(walk.states()).isEqualTo(Set.of(at(1), at(2)));
  }

  /** A negative step is a change; other steps are the number of peers that the walk serves. */
  @Property
  void it_knows_what_each_peer_was_told(
      @ForAll @Size(max = 40) List<@IntRange(min = -2, max = 4) Integer> steps) {
    var told = new TreeMap<String, Integer>();
    IntStream.range(0, PEERS).forEach(peer -> told.put("p" + peer, 0));
    var walk = Walk.NONE;
    var now = 0;

    for (var step : steps) {
      if (step < 0) {
        walk = walk.owe(at(now++));
      } else {
        for (var peers = step; peers > 0 && !walk.isDone(); peers--) {
          walk = tellOne(walk, told, now);
        }
      }
      assertThat(known(walk, now)).isEqualTo(told);
    }

    for (var peers = 0; !walk.isDone(); peers++) {
      assertThat(peers).as("one round is enough").isLessThanOrEqualTo(3 * PEERS);
      walk = tellOne(walk, told, now);
    }
    assertThat(Set.copyOf(told.values())).containsExactly(now);
  }

  private static Walk tellOne(Walk walk, Map<String, Integer> told, int now) {
    var segment = walk.first();
    var next =
        told.keySet().stream()
            .filter(peer -> segment.contains(new Address(peer)))
            .sorted()
            .toList();
    if (next.isEmpty()) {
      return walk.withoutFirst();
    }
    told.put(next.getFirst(), now);
    return next.size() == 1 ? walk.withoutFirst() : walk.reached(next.get(1));
  }

  private static Map<String, Integer> known(Walk walk, int now) {
    var known = new TreeMap<String, Integer>();
    IntStream.range(0, PEERS)
        .mapToObj(peer -> "p" + peer)
        .forEach(peer ->
            known.put(
                peer,
                walk.of(new Address(peer))
                    .map(segment -> (int) segment.told().offset())
                    .orElse(now)));
    return known;
  }

  private static Position told(Walk walk, String peer) {
    return walk.of(new Address(peer)).orElseThrow().told();
  }

  private static Position at(long offset) {
    return new Position(0, offset);
  }
}
