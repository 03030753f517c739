package dev.kith.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.harness.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test of the checks of frames, and of the examples in the AsyncAPI document. */
class StreamContractTest {

  private final StreamContract contract =
      new StreamContract(StreamContract.ofNotifier().document());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"hello\",\"recovered\":false}",
        "{\"type\":\"update\",\"subject\":\"alice\",\"kind\":\"changed\",\"profile\":{\"address\":\"alice\"}}",
        "{\"type\":\"update\",\"cursor\":\"5:9\",\"subject\":\"alice\",\"kind\":\"removed\"}",
        "{\"type\":\"synced\",\"cursor\":\"5:904\"}"
      })
  void what_is_documented_holds(String frame) {
    assertThat(violations(frame)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"goodbye\"}",
        "{}",
        "{\"type\":\"hello\"}",
        "{\"type\":\"synced\",\"cursor\":\"5:904\",\"more\":1}",
        "{\"type\":\"update\",\"subject\":\"alice\",\"kind\":\"changed\"}",
        "{\"type\":\"update\",\"subject\":\"alice\",\"kind\":\"removed\",\"profile\":{\"address\":\"alice\"}}",
        "{\"type\":\"update\",\"subject\":\"alice\",\"kind\":\"changed\",\"profile\":{\"address\":\"alice\",\"secret\":1}}"
      })
  void what_is_not_documented_does_not_hold(String frame) {
    assertThat(violations(frame)).isNotEmpty();
    contract.saw(Json.parse(frame));
    assertThatExceptionOfType(AssertionError.class).isThrownBy(contract::check);
    contract.check();
  }

  @Test
  void a_close_code_that_is_not_documented_does_not_hold() {
    contract.sawClosed(4401);
    contract.check();

    contract.sawClosed(4999);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(contract::check);
  }

  @Test
  void each_example_is_one_of_its_schema() {
    assertThat(contract.wrongExamples()).isEmpty();
  }

  private List<String> violations(String frame) {
    return contract.violations(Json.parse(frame));
  }
}
