package dev.kith.kit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.kith.domain.Address;
import dev.kith.kit.problem.ProblemException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

  private static final Address ALICE = new Address("alice");
  private static final Address BOB = new Address("bob");
  private static final Address CHESS = new Address("group:chess");

  private final Caller alice = caller("alice");
  private final Caller backend = caller("the backend", "backend");

  @Test
  void me_is_the_caller() {
    assertThat(alice.resolve("users", "me")).isEqualTo(ALICE);
    assertThat(alice.resolve("users", "bob")).isEqualTo(BOB);
    assertThat(alice.resolve("groups", "chess")).isEqualTo(CHESS);
    assertThat(alice.resolve("groups", "me")).isEqualTo(new Address("group:me"));
  }

  @ParameterizedTest
  @CsvSource({
    "users, group:chess, 400, address",
    "users, a b, 400, address",
    "groups, a b, 400, id",
    "people, alice, 404,"
  })
  void another_path_names_nobody(String kind, String text, int status, String field) {
    assertRefused(status, field, () -> alice.resolve(kind, text));
  }

  @Test
  void me_is_nobody_if_the_subject_is_no_users_address() {
    assertRefused(400, "address", () -> backend.resolve("users", "me"));
    assertRefused(400, "address", () -> caller("group:chess").resolve("users", "me"));
  }

  @Test
  void a_user_acts_for_themselves_and_a_backend_for_all() {
    assertThatNoException().isThrownBy(() -> alice.mustActFor(ALICE));
    assertThatNoException().isThrownBy(() -> backend.mustActFor(BOB));
    assertRefused(403, null, () -> alice.mustActFor(BOB));
    assertRefused(403, null, () -> caller("group:chess").mustActFor(CHESS));
  }

  @Test
  void a_users_requests_count_against_them_and_a_backends_against_the_owner() {
    assertThat(alice.payer(BOB)).isEqualTo(ALICE);
    assertThat(backend.payer(BOB)).isEqualTo(BOB);
  }

  @Test
  void events_name_the_user_or_the_backend() {
    assertThat(alice.actor()).isEqualTo("alice");
    assertThat(backend.actor()).isEqualTo("the backend");
    for (var subject : new @Nullable String[] {null, "no address", "group:chess"}) {
      assertThatExceptionOfType(UnauthorizedException.class)
          .isThrownBy(() -> caller(subject).actor());
    }
  }

  private static void assertRefused(int status, @Nullable String field, ThrowingCallable asked) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(asked)
        .satisfies(refused -> {
          assertThat(refused.problem().status()).isEqualTo(status);
          assertThat(refused.problem().field()).isEqualTo(field);
        });
  }

  private static Caller caller(@Nullable String subject, String... groups) {
    var claims = new JwtClaims();
    if (subject != null) {
      claims.setSubject(subject);
    }
    claims.setStringListClaim("groups", List.of(groups));
    return new Caller(new DefaultJWTCallerPrincipal(claims));
  }
}
