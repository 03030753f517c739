package dev.kith.kit.http;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public static ProblemException of(Problem.Kind kind, String detail) {
    return of(kind, detail, null);
  }

  public static ProblemException of(Problem.Kind kind, String detail, @Nullable String field) {
    return new ProblemException(Problem.of(kind, detail, field));
  }

  /** The one answer for hidden, blocking, deleted and never-existing alike. */
  public static ProblemException notFound() {
    return of(Problem.Kind.NOT_FOUND, "Nothing is here that this token may see.");
  }

  public Problem problem() {
    return problem;
  }
}
