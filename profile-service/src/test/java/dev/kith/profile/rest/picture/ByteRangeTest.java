package dev.kith.profile.rest.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 0, 10",
    "bytes=90-, 90, 10",
    "bytes=90-1000, 90, 10",
    "bytes=-10, 90, 10",
    "bytes=-1000, 0, 100",
    "bytes=99-99, 99, 1"
  })
  void a_range_is_cut_to_what_is_there(String header, long from, long length) {
    assertThat(ByteRange.of(header, 100)).contains(new ByteRange(from, length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "bytes=-", "lines=0-9", "bytes=9-3", "nonsense"})
  void what_is_no_single_range_asks_for_the_whole(String header) {
    assertThat(ByteRange.of(header, 100)).contains(ByteRange.whole(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void what_is_not_there_cannot_be_sent(String header) {
    assertThat(ByteRange.of(header, 100)).isEmpty();
  }
}
