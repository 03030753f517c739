package dev.kith.profile.rest.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.picture.store.PictureConfig;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** Tests with requests within each other, which are all in progress until the innermost ends. */
class PictureConcurrencyLimitTest {

  private static final Address ALICE = new Address("alice");
  private static final Address BOB = new Address("bob");

  private final PictureConcurrencyLimit requests =
      new PictureConcurrencyLimit(backend(), settings(2));

  @Test
  void a_user_whose_two_requests_are_in_progress_is_refused_the_third() {
    var refused =
        whileTwoOfAliceAreInProgress(() ->
            catchThrowableOfType(
                ProblemException.class, () -> requests.count(ALICE, () -> "third")));

    assertThat(refused.problem().status()).isEqualTo(429);
    assertThat(refused.problem().type()).endsWith("/too-many-pictures");
    assertThat(refused.toResponse().getHeaderString("Retry-After")).isEqualTo("1");
  }

  @Test
  void requests_of_another_user_do_not_count() {
    assertThat(whileTwoOfAliceAreInProgress(() -> requests.count(BOB, () -> "bob's")))
        .isEqualTo("bob's");
  }

  @Test
  void a_request_that_has_ended_or_was_refused_makes_room() {
    for (var round = 0; round < 3; round++) {
      assertThatThrownBy(() -> requests.count(ALICE, PictureConcurrencyLimitTest::fail))
          .hasMessage("failed");
      whileTwoOfAliceAreInProgress(() ->
          assertThatThrownBy(() -> requests.count(ALICE, () -> "third"))
              .isInstanceOf(ProblemException.class));
    }

    assertThat(whileTwoOfAliceAreInProgress(() -> "second")).isEqualTo("second");
  }

  private <T> T whileTwoOfAliceAreInProgress(Supplier<T> action) {
    return requests.count(ALICE, () -> requests.count(ALICE, action));
  }

  private static String fail() {
    throw new IllegalStateException("failed");
  }

  /** Its requests count for the owner of each picture. */
  private static Caller backend() {
    var claims = new JwtClaims();
    claims.setSubject("the backend");
    claims.setStringListClaim("groups", List.of(Caller.BACKEND));
    return new Caller(new DefaultJWTCallerPrincipal(claims));
  }

  /** Settings that say nothing but the number of requests. */
  private static PictureConfig settings(int requests) {
    return (PictureConfig)
        Proxy.newProxyInstance(
            PictureConfig.class.getClassLoader(),
            new Class<?>[] {PictureConfig.class},
            (_, setting, _) -> {
              assertThat(setting.getName()).isEqualTo("requests");
              return requests;
            });
  }
}
