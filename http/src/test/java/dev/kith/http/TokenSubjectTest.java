package dev.kith.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSubjectTest {

  private static final String ALICES =
      token("{\"iss\":{\"sub\":\"x\"},\"sub\":\"alice\",\"exp\":1}");

  @Test
  void the_subject_is_among_the_claims() {
    assertThat(TokenSubject.of(ALICES)).contains("alice");
    assertThat(TokenSubject.of(token("{\"sub\":\"ålice\"}"))).contains("ålice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer %s", "bearer %s", "BEARER   %s", " Bearer %s "})
  void the_header_names_the_scheme_in_any_case(String header) {
    assertThat(TokenSubject.ofHeader(header.formatted(ALICES))).contains("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic %s", "%s", "Bearer x %s", "Bearer%s"})
  void another_header_has_no_token(String header) {
    assertThat(TokenSubject.ofHeader(header.formatted(ALICES))).isEmpty();
  }

  @Test
  void without_a_header_there_is_none() {
    assertThat(TokenSubject.ofHeader(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a.b",
        "a..c",
        "a.!.c",
        "a.e30.c.d",
        "a.e30.c",
        "a.W10.c",
        "a.eyJzdWIiOg.c"
      })
  void what_cannot_be_read_has_no_subject(String token) {
    assertThat(TokenSubject.of(token)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"sub\":7}", "{\"sub\":null}", "{\"sub\":[\"alice\"]}", "\"sub\"", "{\"x\":["})
  void a_subject_is_a_text(String claims) {
    assertThat(TokenSubject.of(token(claims))).isEmpty();
  }

  @Test
  void claims_nested_too_deeply_are_not_read() {
    assertThat(TokenSubject.of(token("{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")))
        .isEmpty();
  }

  private static String token(String claims) {
    return "e30."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + ".c2ln";
  }
}
