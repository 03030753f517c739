package dev.kith.notifier.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.ByteUtils;
import org.junit.jupiter.api.Test;

class TermTrackerTest {

  @Test
  void an_update_of_a_lower_term_than_one_before_it_is_not_current() {
    var termTracker = new TermTracker(Map.of());

    assertThat(termTracker.isCurrent(term(3, 100))).isTrue();
    assertThat(termTracker.isCurrent(term(3, 200))).isTrue();
    assertThat(termTracker.isCurrent(term(3, 100))).isFalse();
    assertThat(termTracker.isCurrent(term(3, 200))).isTrue();
  }

  @Test
  void each_source_partition_has_terms_of_its_own() {
    var termTracker = new TermTracker(Map.of());

    assertThat(termTracker.isCurrent(term(3, 200))).isTrue();
    assertThat(termTracker.isCurrent(term(4, 100))).isTrue();
  }

  @Test
  void the_terms_of_the_address_book_apply_from_the_start() {
    var termTracker = new TermTracker(Map.of(3, 200L));

    assertThat(termTracker.isCurrent(term(3, 199))).isFalse();
    assertThat(termTracker.isCurrent(term(3, 200))).isTrue();
  }

  @Test
  void an_update_without_a_readable_term_is_current() {
    var termTracker = new TermTracker(Map.of(3, 200L));

    assertThat(termTracker.isCurrent(new RecordHeaders())).isTrue();
    assertThat(termTracker.isCurrent(new RecordHeaders().add("kith_term", new byte[] {-1, -1})))
        .isTrue();
  }

  @Test
  void terms_survive_a_round_trip() {
    var termTracker = Map.of(0, 1_764_036_000_000L, 63, 7L);

    assertThat(TermTracker.read(TermTracker.write(termTracker))).isEqualTo(termTracker);
    assertThat(TermTracker.read(TermTracker.write(Map.of()))).isEmpty();
  }

  private static Headers term(int source, long number) {
    var bytes = ByteBuffer.allocate(16);
    ByteUtils.writeUnsignedVarint(source, bytes);
    ByteUtils.writeVarlong(number, bytes);
    bytes.flip();
    var value = new byte[bytes.remaining()];
    bytes.get(value);
    return new RecordHeaders().add("kith_term", value);
  }
}
