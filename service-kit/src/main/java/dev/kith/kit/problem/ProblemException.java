package dev.kith.kit.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Exception that ends a request with a problem. */
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

  /** Temporary problem; the client may retry after {@code after}. */
  public static ProblemException retry(Problem.Kind kind, String detail, Duration after) {
    return new ProblemException(Problem.of(kind, detail), after);
  }

  public static ProblemException of(Problem.Kind kind, String detail) {
    return of(kind, detail, null);
  }

  public static ProblemException of(Problem.Kind kind, String detail, @Nullable String field) {
    return new ProblemException(Problem.of(kind, detail, field));
  }

  /** The same 404 for a hidden, blocking, deleted or non-existing resource. */
  public static ProblemException notFound() {
    return of(Problem.Kind.NOT_FOUND, "Nothing is here that this token may see.");
  }

  public Problem problem() {
    return problem;
  }

  /** Response that ends the request. */
  public Response toResponse() {
    var answer = problem.toResponse();
    return retryAfter == null
        ? answer
        : Response.fromResponse(answer)
            .header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
            .build();
  }
}
