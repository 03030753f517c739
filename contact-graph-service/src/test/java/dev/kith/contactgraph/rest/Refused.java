package dev.kith.contactgraph.rest;

import dev.kith.kit.problem.ProblemException;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Problem of a refused request. */
public final class Refused {

  private Refused() {}

  /** The field that caused a 400. */
  public static @Nullable String field(ThrowingCallable reading) {
    var refusal = Assertions.catchThrowableOfType(ProblemException.class, reading);
    Assertions.assertThat(refusal.problem().status()).isEqualTo(400);
    return refusal.problem().field();
  }
}
