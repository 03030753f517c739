package dev.kith.kit.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient @Nullable Duration retryAfter;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  private ProblemException(Problem problem, @Nullable Duration retryAfter) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** A problem that passes: {@code after} tells when to ask again. */
  public static ProblemException retry(Problem.Kind kind, String detail, Duration after) {
    return new ProblemException(Problem.of(kind, detail), after);
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

  /** The answer that ends the request. */
  public Response toResponse() {
    var answer = problem.toResponse();
    return retryAfter == null
        ? answer
        : Response.fromResponse(answer)
            .header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
            .build();
  }
}
