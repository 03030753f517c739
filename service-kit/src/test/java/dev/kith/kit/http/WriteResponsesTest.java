package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.domain.Position;
import dev.kith.domain.Refusal;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Written;
import dev.kith.kit.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteResponsesTest {

  private static final Position AT = new Position(3, 7);

  @Test
  void an_accepted_write_is_answered_with_what_it_wrote() {
    var response =
        WriteResponses.of(
            folded(Optional.empty()),
            verdict -> WriteResponses.written(201, new Position(3, 5), verdict.at(), "body"));

    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getEntity()).isEqualTo("body");
    assertThat(response.getEntityTag().getValue()).isEqualTo("3:5");
    assertThat(response.getHeaders().getFirst("Kith-Position")).isEqualTo(AT);
    assertThat(response.getHeaderString("Cache-Control")).contains("no-store");
  }

  @Test
  void a_write_that_is_not_folded_yet_is_202_with_its_position() {
    var response = WriteResponses.of(new Written.Pending<String>(AT), _ -> Response.ok().build());

    assertThat(response.getStatus()).isEqualTo(202);
    assertThat(response.getHeaders().getFirst("Kith-Position")).isEqualTo(AT);
    assertThat((Map<?, ?>) response.getEntity()).extracting("position").isEqualTo("3:7");
    assertThat((Map<?, ?>) response.getEntity())
        .extracting("detail")
        .asString()
        .contains("a read shows whether it took effect");
  }

  @Test
  void a_removal_is_204_with_its_position() {
    var response = WriteResponses.gone(AT);

    assertThat(response.getStatus()).isEqualTo(204);
    assertThat(response.getHeaders().getFirst("Kith-Position")).isEqualTo(AT);
  }

  @ParameterizedTest
  @CsvSource({
    "VERSION_CONFLICT, 412, If-Match",
    "ALREADY_EXISTS, 412, If-None-Match",
    "NOT_FOUND, 404,",
    "TOO_LARGE, 413,",
    "INVALID, 400,"
  })
  void a_refused_write_is_a_problem(Refusal refusal, int status, String field) {
    var written = folded(Optional.of(refusal));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> WriteResponses.of(written, _ -> Response.ok().build()))
        .satisfies(refused -> {
          assertThat(refused.problem().status()).isEqualTo(status);
          assertThat(refused.problem().field()).isEqualTo(field);
        });
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> WriteResponses.later(written, _ -> new CompletableFuture<>()));
  }

  private static Written<String> folded(Optional<Refusal> refusal) {
    return new Written.Folded<>(new Verdict<>(AT, "state", refusal));
  }
}
