package dev.kith.kit.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.junit.jupiter.api.Test;

class PeerScanTest {

  private final KeyValueStore<Bytes, byte[]> store = new InMemoryKeyValueStore("store");

  @Test
  void few_are_found_among_those_that_are_there() {
    put("alice|bob", "alice|carol", "al|bob", "alice2|bob");

    assertThat(read("alice", List.of("bob", "dave"))).containsExactly("bob");
  }

  @Test
  void many_are_found_whether_a_walk_reaches_them_or_not() {
    for (var every : List.of(1, 2, 5, 50)) {
      IntStream.range(0, 1_000).forEach(number -> put("alice|p%04d".formatted(number)));
      var asked =
          IntStream.range(0, 1_000)
              .filter(number -> number % every == 0)
              .mapToObj("p%04d"::formatted)
              .collect(Collectors.toList());
      var there = List.copyOf(asked);
      asked.add("p0000-not-there");
      asked.add("zoe");

      assertThat(read("alice", asked)).containsExactlyElementsOf(there);
    }
  }

  @Test
  void an_owner_of_whom_nothing_is_there_has_nothing() {
    put("alice|p0001", "carol|p0001");

    var asked = IntStream.range(0, 100).mapToObj("p%04d"::formatted).toList();

    assertThat(read("bob", asked)).isEmpty();
  }

  private void put(String... keys) {
    for (var key : keys) {
      store.put(Bytes.wrap(key.getBytes(UTF_8)), key.getBytes(UTF_8));
    }
  }

  /** Peers found, in the order of addresses; asserts that each has its own value. */
  private List<String> read(String owner, List<String> peers) {
    var found = PeerScan.read(store, new Address(owner), peers.stream().map(Address::new).toList());
    found.forEach(
        (peer, value) -> assertThat(new String(value, UTF_8)).isEqualTo(owner + "|" + peer));
    return found.keySet().stream().map(Address::text).sorted().toList();
  }
}
