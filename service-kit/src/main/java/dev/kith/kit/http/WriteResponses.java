package dev.kith.kit.http;

import dev.kith.domain.Position;
import dev.kith.domain.Refusal;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Written;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Responses to writes. */
public final class WriteResponses {

  private WriteResponses() {}

  /**
   * Response to a write; {@code accepted} creates it for a write that the fold accepted.
   *
   * @throws ProblemException if the fold refused the write
   */
  public static <S> Response of(Written<S> written, Function<Verdict<S>, Response> accepted) {
    return switch (written) {
      case Written.Folded<S>(var verdict) -> {
        verdict.refusal().ifPresent(WriteResponses::refuse);
        yield accepted.apply(verdict);
      }
      case Written.Pending<S>(var at) ->
          pending(
              at,
              "The write is in the journal, but not folded yet. If it has a condition, a read shows whether it took effect."
                  + " Do not repeat it.");
    };
  }

  /** 202: the fold accepted the write, but other services have not folded it yet. */
  public static Response pending(Position at) {
    return pending(
        at, "The write counts, but not all services have folded it yet. Do not repeat it.");
  }

  private static Response pending(Position at, String detail) {
    return Response.accepted(Map.of("position", at.toString(), "detail", detail))
        .header(Headers.POSITION, at)
        .build();
  }

  /** Like {@link #of}, if creating the response for an accepted write takes time. */
  public static <S> CompletionStage<Response> later(
      Written<S> written, Function<Verdict<S>, CompletionStage<Response>> accepted) {
    return written instanceof Written.Folded<S>(var verdict) && verdict.refusal().isEmpty()
        ? accepted.apply(verdict)
        : CompletableFuture.completedFuture(of(written, _ -> Response.noContent().build()));
  }

  /** 200 or 201 with the resource as written. */
  public static Response written(int status, Position version, Position at, Object body) {
    return written(status, new EntityTag(version.toString()), at, body);
  }

  /** 200 or 201, if the entity tag depends on more than the version. */
  public static Response written(int status, EntityTag tag, Position at, Object body) {
    return Response.status(status)
        .entity(body)
        .tag(tag)
        .header(Headers.POSITION, at)
        .cacheControl(Headers.notStored())
        .build();
  }

  /** 204 after a removal. */
  public static Response gone(Position at) {
    return Response.noContent().header(Headers.POSITION, at).build();
  }

  private static void refuse(Refusal refusal) {
    throw switch (refusal) {
      case VERSION_CONFLICT ->
          ProblemException.of(
              Problem.Kind.VERSION_CONFLICT,
              "Another write came between; read again and repeat with the new ETag.",
              "If-Match");
      case ALREADY_EXISTS ->
          ProblemException.of(
              Problem.Kind.VERSION_CONFLICT,
              "The resource exists already, so 'If-None-Match: *' does not hold.",
              "If-None-Match");
      case NOT_FOUND -> ProblemException.notFound();
      case TOO_LARGE ->
          ProblemException.of(
              Problem.Kind.TOO_LARGE,
              "Together with concurrent writes the resource would exceed a limit; read it again and send less.");
      case INVALID ->
          ProblemException.of(Problem.Kind.INVALID_FIELD, "A value in the request is not allowed.");
    };
  }
}
