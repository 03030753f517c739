package dev.kith.notifier.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kith.kit.problem.Problem;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseCodeTest {

  /** Codes that no server sends: those of a client that ends a session, and of a broken one. */
  private static final Set<Integer> NOT_SENT = Set.of(1000, 1001, 1006);

  /** Reasons for which a session is not opened. */
  private static final Set<Problem.Kind> REFUSALS =
      Set.of(
          Problem.Kind.INVALID_FIELD,
          Problem.Kind.UNAUTHENTICATED,
          Problem.Kind.FORBIDDEN,
          Problem.Kind.ORIGIN_NOT_ALLOWED,
          Problem.Kind.TOO_MANY_REQUESTS,
          Problem.Kind.TOO_MANY_SESSIONS,
          Problem.Kind.NOT_READY);

  @ParameterizedTest
  @CsvSource({
    "INVALID_FIELD, 4400",
    "UNAUTHENTICATED, 4401",
    "FORBIDDEN, 4403",
    "ORIGIN_NOT_ALLOWED, 4403",
    "TOO_MANY_REQUESTS, 4429",
    "TOO_MANY_SESSIONS, 4429",
    "INTERNAL, 1011",
    "NOT_READY, 1013",
  })
  void a_refused_opening_is_closed_with_the_code_of_its_status(Problem.Kind kind, int code) {
    assertThat(CloseCode.of(Problem.of(kind, "no"))).isEqualTo(code);
  }

  @Test
  void the_codes_of_the_asyncapi_document_are_those_of_the_server() throws Exception {
    var codes = new TreeSet<>(NOT_SENT);
    codes.addAll(constants());
    REFUSALS.forEach(kind -> codes.add(CloseCode.of(Problem.of(kind, "no"))));

    assertThat(documented()).isEqualTo(codes);
  }

  private static Set<Integer> constants() throws IllegalAccessException {
    var codes = new TreeSet<Integer>();
    for (var field : CloseCode.class.getDeclaredFields()) {
      // the others are private
      if (!field.getName().equals("STATUS_OFFSET")) {
        codes.add(field.getInt(null));
      }
    }
    return codes;
  }

  private static Set<Integer> documented() throws IOException {
    var codes = new TreeSet<Integer>();
    try (var document = CloseCode.class.getResourceAsStream("/META-INF/asyncapi.yaml")) {
      new YAMLMapper()
          .readTree(Objects.requireNonNull(document))
          .at("/channels/session/x-close-codes")
          .fieldNames()
          .forEachRemaining(code -> codes.add(Integer.valueOf(code)));
    }
    return codes;
  }
}
