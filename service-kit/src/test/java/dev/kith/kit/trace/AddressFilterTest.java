package dev.kith.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressFilterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP Request to /v1/users/alice/profile failed, error id: 7",
        "HTTP Request to /v1/users/alice failed",
        "GET http://localhost:8081/v1/groups/alice/history?limit=1",
        "/v1/users/me/contacts/alice",
        "/v1/users/me/blocks/alice",
        "/v1/users/me/can-message/alice",
        "/v1/users/me/profile?as=alice"
      })
  void an_address_in_a_path_is_not_logged(String line) {
    assertThat(AddressFilter.masked(line)).doesNotContain("alice").contains("***");
  }

  @Test
  void what_is_no_address_stays() {
    var line = "GET /v1/users/me/profile took 3 ms, /v1/users/9c1b6a02e1f4d377/profile 4";

    assertThat(AddressFilter.masked(line)).isEqualTo(line);
  }

  @Test
  void neither_parameters_nor_failures_tell_an_address() {
    var cause = new IllegalArgumentException("/v1/users/alice/profile is bad");
    var entry = new ExtLogRecord(Level.ERROR, "%s failed", ExtLogRecord.FormatStyle.PRINTF, "x");
    entry.setParameters(new Object[] {"/v1/users/alice/profile"});
    entry.setThrown(new IllegalStateException("outer", cause));

    assertThat(new AddressFilter().isLoggable(entry)).isTrue();

    var trace = new StringWriter();
    entry.getThrown().printStackTrace(new PrintWriter(trace));
    assertThat(new PatternFormatter("%s").format(entry)).isEqualTo("/v1/users/***/profile failed");
    assertThat(trace.toString())
        .doesNotContain("alice")
        .contains("IllegalStateException: outer", "IllegalArgumentException: /v1/users/***/profile")
        .contains("AddressFilterTest.neither_parameters");
  }
}
