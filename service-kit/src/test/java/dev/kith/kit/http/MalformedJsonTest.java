package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.json.JsonMapperCustomizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MalformedJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    new JsonMapperCustomizer().customize(JSON);
  }

  @Test
  void what_is_wrong_is_said_without_the_parser_s_own_names() {
    for (var body :
        List.of(
            "{",
            "{\"a\":",
            "{\"a\":1,}",
            "{\"a\":1,\"a\":2}",
            "{} {}",
            "{}]",
            "nul",
            "NaN",
            "{\"a\":NaN}",
            "{\"a\":+1}",
            "{\"a\":01}",
            "{\"a\":.5}",
            "{'a':1}",
            "{a:1}",
            "\"\\q\"",
            "\"\n\"",
            "// what\n{}",
            "[".repeat(2_000),
            "1".repeat(2_000),
            "{\"" + "a".repeat(60_000) + "\":1}")) {
      var said = ProblemMapper.whatIsWrong(refused(body));
      assertThat(said)
          .as(body.substring(0, Math.min(20, body.length())))
          .matches("(The body|A field) [a-zA-Z0-9, ]+");
    }
  }

  @Test
  void a_field_that_is_there_twice_is_told_apart() {
    assertThat(ProblemMapper.whatIsWrong(refused("{\"a\":1,\"a\":2}"))).contains("twice");
    assertThat(ProblemMapper.whatIsWrong(refused("{} {}"))).contains("nothing else");
    assertThat(ProblemMapper.whatIsWrong(refused("{\"a\":"))).contains("complete");
  }

  private static JsonProcessingException refused(String body) {
    var refused =
        catchThrowableOfType(
            JsonProcessingException.class, () -> JSON.readValue(body, JsonNode.class));
    assertThat(refused).as(body.substring(0, Math.min(20, body.length()))).isNotNull();
    return refused;
  }
}
