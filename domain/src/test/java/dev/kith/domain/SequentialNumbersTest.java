package dev.kith.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialNumbersTest {

  private static final long BEGIN = 18_005_550_000L;

  @ParameterizedTest
  @ValueSource(longs = {1, -1, 7, -10, 33, -200, 500})
  void numbers_that_are_tried_one_request_apart_are_a_run_whatever_their_steps(long step) {
    var before = new HashSet<Address>();
    var continued = 0;
    for (var number : LongStream.range(0, 100).map(index -> BEGIN + index * step).toArray()) {
      var address = new Address(Long.toString(number));
      continued += SequentialNumbers.continuing(List.of(address), before);
      before.add(address);
    }

    assertThat(continued).isGreaterThanOrEqualTo(100 - SequentialNumbers.MANY);
  }

  @Test
  void a_phone_book_is_no_run() {
    var before =
        addresses(LongStream.range(0, 300).map(index -> BEGIN + index * 104_729).toArray());

    var fresh = addresses(LongStream.range(0, 300).map(n -> BEGIN + 51_000 + n * 99_991).toArray());

    assertThat(SequentialNumbers.continuing(fresh, before)).isLessThan(30);
  }

  @Test
  void a_number_that_was_removed_is_no_neighbour_of_itself() {
    assertThat(SequentialNumbers.continuing(addresses(BEGIN), addresses(BEGIN))).isZero();
    assertThat(SequentialNumbers.continuing(addresses(BEGIN), addresses(BEGIN + 10))).isOne();
    assertThat(SequentialNumbers.continuing(addresses(BEGIN), addresses(BEGIN + 11))).isZero();
  }

  @Test
  void a_plus_makes_no_other_number_and_other_digits_do() {
    assertThat(SequentialNumbers.continuing(List.of(new Address("+1000")), addresses(1001)))
        .isOne();
    assertThat(SequentialNumbers.continuing(List.of(new Address("999")), addresses(1000))).isZero();
    assertThat(SequentialNumbers.continuing(List.of(new Address("bob")), addresses(1000))).isZero();
  }

  @Test
  void the_numbers_around_one_have_as_many_digits() {
    assertThat(SequentialNumbers.around(new Address("+0007")))
        .containsExactly(
            new SequentialNumbers.Range("0000", "5007"),
            new SequentialNumbers.Range("+0000", "+5007"));
    assertThat(SequentialNumbers.around(new Address("9998")))
        .contains(new SequentialNumbers.Range("4998", "9999"));
    assertThat(SequentialNumbers.around(new Address("bob"))).isEmpty();
    assertThat(SequentialNumbers.around(new Address("9".repeat(18)))).hasSize(2);
  }

  private static List<Address> addresses(long... numbers) {
    return LongStream.of(numbers).mapToObj(Long::toString).map(Address::new).toList();
  }
}
