package dev.kith.kit.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.LastSeen;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsInputTest {

  @Test
  void what_is_not_named_stays_as_it_is() {
    assertThat(read(false, "{\"autoSync\":false}"))
        .isEqualTo(new SettingsChanged(Optional.empty(), Optional.of(false), Optional.empty()));
    assertThat(read(true, "{\"restricted\":true}"))
        .isEqualTo(new SettingsChanged(Optional.empty(), Optional.empty(), Optional.of(true)));
  }

  @Test
  void the_last_seen_is_exact_or_coarse() {
    assertThat(read(false, "{\"lastSeen\":\"coarse\"}").lastSeen()).contains(LastSeen.COARSE);
    assertThat(read(false, "{\"lastSeen\":\"exact\"}").lastSeen()).contains(LastSeen.EXACT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"autosync\":true};autosync",
        "{\"autoSync\":null};autoSync",
        "{\"restricted\":\"yes\"};restricted",
        "{\"lastSeen\":\"rough\"};lastSeen",
        "{\"lastSeen\":null};lastSeen",
        "[];body"
      })
  void what_makes_no_sense_is_refused_by_its_name(String json, String field) {
    var refusal = catchThrowableOfType(ProblemException.class, () -> read(true, json)).problem();

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.field()).isEqualTo(field);
  }

  @Test
  void only_a_backend_restricts_and_lifts_restrictions() {
    for (var json : List.of("{\"restricted\":true}", "{\"restricted\":false}")) {
      var refusal = catchThrowableOfType(ProblemException.class, () -> read(false, json)).problem();

      assertThat(refusal.status()).isEqualTo(403);
      assertThat(refusal.field()).isEqualTo("restricted");
    }
  }

  private static SettingsChanged read(boolean backend, String json) {
    return SettingsInput.patch(Optional.empty(), backend, parse(json));
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException(notJson);
    }
  }
}
