package dev.kith.kit.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.avro.Choice;
import dev.kith.avro.ContactMirror;
import dev.kith.avro.HalfEdge;
import dev.kith.avro.MirrorGroup;
import dev.kith.domain.Address;
import dev.kith.domain.Limits;
import dev.kith.domain.Position;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorDecoderTest {

  private static final MirrorGroup AT_SEVEN = group(7, "bob", "dave");
  private static final MirrorGroup AT_EIGHT = group(8, "carol");

  @Test
  void half_edges_are_given_to_those_they_are_about() {
    var read = decode("bob|alice|2:7", AT_SEVEN, AT_EIGHT);

    assertThat(read.peer()).isEqualTo(new Address("alice"));
    assertThat(read.mirrors().keySet())
        .extracting(Address::text)
        .containsExactly("bob", "carol", "dave");
    assertThat(read.mirrors().values())
        .extracting(half -> half.position().offset())
        .containsExactly(7L, 8L, 7L);
  }

  @Test
  void one_half_edge_has_a_key_that_later_ones_supersede() {
    assertThat(decode("carol|alice", AT_EIGHT).mirrors()).containsOnlyKeys(new Address("carol"));
    refused("carol|alice|2:8", AT_EIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob|alice", "dave|alice|2:7", "bob|mallory|2:7", "bob|alice|2:8", "bob"})
  void a_key_that_does_not_follow_from_the_value_is_refused(String key) {
    refused(key, AT_SEVEN, AT_EIGHT);
  }

  @Test
  void a_record_without_peers_or_with_too_many_or_with_one_twice_is_refused() {
    refused("bob|alice");
    refused("bob|alice", group(7));
    refused("bob|alice|2:7", AT_SEVEN, group(8, "dave"));
    var peers =
        IntStream.rangeClosed(1, Limits.PEERS)
            .mapToObj("peer%03d"::formatted)
            .toArray(String[]::new);
    assertThat(decode("peer001|alice|2:7", group(7, peers)).mirrors()).hasSize(Limits.PEERS);
    refused("another|alice|2:6", group(6, "another"), group(7, peers));
  }

  private static void refused(String key, MirrorGroup... groups) {
    assertThatIllegalArgumentException().isThrownBy(() -> decode(key, groups));
  }

  private static MirrorRecord decode(String key, MirrorGroup... groups) {
    var value = new ContactMirror("alice", null, List.of(groups));
    return new MirrorDecoder(1)
        .decode(key.getBytes(UTF_8), new RecordHeaders(), value, new Position(0, 3));
  }

  private static MirrorGroup group(long offset, String... peers) {
    var half =
        new HalfEdge(
            new dev.kith.avro.Position(2, offset),
            true,
            Choice.UNSET,
            false,
            false,
            false,
            List.of());
    return new MirrorGroup(half, List.of(peers));
  }
}
