package dev.kith.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.kith.kit.auth.TokenFault;
import dev.kith.kit.journal.NotAppended;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.kit.trace.MaskedPath;
import dev.kith.schemas.RegistryUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exception mapper: turns every failure of a request into a problem response. */
@Priority(Priorities.USER)
public class ProblemMapper {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final AllowedMethods allowed;
  private final TimingEqualizer timingEqualizer;
  private final CurrentVertxRequest current;
  private final MaskedPath masked;

  ProblemMapper(
      AllowedMethods allowed,
      TimingEqualizer timingEqualizer,
      CurrentVertxRequest current,
      MaskedPath masked) {
    this.allowed = allowed;
    this.timingEqualizer = timingEqualizer;
    this.current = current;
    this.masked = masked;
  }

  @ServerExceptionMapper
  Uni<Response> problem(ProblemException exception, RoutingContext question) {
    var answer = exception.toResponse();
    return exception.problem().status() == Problem.Kind.NOT_FOUND.status()
        ? Uni.createFrom().completionStage(timingEqualizer.hold(answer, question))
        : Uni.createFrom().item(answer);
  }

  @ServerExceptionMapper
  Uni<Response> wrapped(CompletionException exception, RoutingContext question) {
    var cause = exception.getCause() == null ? exception : exception.getCause();
    return cause instanceof ProblemException problem
        ? problem(problem, question)
        : Uni.createFrom().item(any(cause));
  }

  /** MismatchedInputException must be listed, or Quarkus' own mapper for it takes precedence. */
  @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
  Response malformed(JsonProcessingException exception) {
    var where = exception.getLocation();
    var place =
        where == null
            ? ""
            : " at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
    return Problem.of(Problem.Kind.MALFORMED_JSON, whatIsWrong(exception) + place + ".")
        .toResponse();
  }

  /** Description in terms of JSON; the parser's own messages name its classes and features. */
  static String whatIsWrong(JsonProcessingException exception) {
    return switch (exception) {
      case StreamConstraintsException _ ->
          "The body is nested too deeply, or has a number or a name that is too long,";
      case JsonEOFException _ -> "The body ends before its JSON is complete";
      case MismatchedInputException _ -> "The body must be one JSON value and nothing else";
      default ->
          exception.getOriginalMessage().startsWith("Duplicate")
              ? "A field occurs twice in one object"
              : "The body is not valid JSON as defined by RFC 8259";
    };
  }

  @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
  Response unauthenticated(RuntimeException exception) {
    var fault = TokenFault.of(exception);
    // not the exception: its message contains the claims, including the subject
    LOG.info("Token refused: {}", fault);
    var problem = Problem.of(Problem.Kind.UNAUTHENTICATED, fault.detail());
    return Response.fromResponse(problem.toResponse())
        .header(HttpHeaders.WWW_AUTHENTICATE, fault.challenge())
        .build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException exception) {
    return Problem.of(
            Problem.Kind.FORBIDDEN, "The token lacks the role that this operation requires.")
        .toResponse();
  }

  @ServerExceptionMapper
  Response elsewhere(PartitionOwners.NotHere exception) {
    return Problem.of(
            Problem.Kind.NOT_READY,
            "The owner's partition is moving between nodes. "
                + (isRead() ? "Send the request again." : Problem.READ_FIRST))
        .toResponse();
  }

  @ServerExceptionMapper
  Response notAppended(NotAppended exception) {
    LOG.warn("{}", exception.getMessage());
    return unconfirmed();
  }

  /** 503: only a read shows whether the write was carried out. */
  static Response unconfirmed() {
    return Problem.of(
            Problem.Kind.NOT_READY, "The journal did not confirm the write. " + Problem.READ_FIRST)
        .toResponse();
  }

  /** 500 of a failure that is in the log. */
  static Response internal() {
    return Problem.of(Problem.Kind.INTERNAL, "The failure is logged. " + Problem.READ_FIRST)
        .toResponse();
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException exception, HttpServerRequest request) {
    if (exception.getCause() instanceof JsonProcessingException malformed) {
      return malformed(malformed);
    }
    return switch (exception.getResponse().getStatus()) {
      case 400 ->
          Problem.of(Problem.Kind.MALFORMED_JSON, "The body is not what this path accepts.")
              .toResponse();
      case 404 -> ProblemException.notFound().problem().toResponse();
      case 405 -> methodNotAllowed(allowed.of(request.path()));
      case 406 -> Problem.of(Problem.Kind.NOT_ACCEPTABLE, "Ask for application/json.").toResponse();
      case 413 -> Problem.of(Problem.Kind.TOO_LARGE, "Send a smaller body.").toResponse();
      case 415 -> unsupportedMediaType(request);
      default -> any(exception);
    };
  }

  private Response unsupportedMediaType(HttpServerRequest request) {
    var takes = allowed.consumed(request.method().name(), request.path());
    return Problem.of(
            Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
            "Send " + String.join(" or ", takes) + ", and name the media type in Content-Type.")
        .toResponse();
  }

  private static Response methodNotAllowed(Set<String> methods) {
    var takes = "It takes " + String.join(", ", methods) + ".";
    return Response.fromResponse(Problem.of(Problem.Kind.METHOD_NOT_ALLOWED, takes).toResponse())
        .allow(methods)
        .build();
  }

  private boolean isRead() {
    var context = current.getCurrent();
    return context != null && READS.contains(context.request().method());
  }

  /** Method and masked path of the request, for the log. */
  private String asked() {
    var context = current.getCurrent();
    return context == null
        ? "A request"
        : context.request().method() + " " + masked.of(context.request().path());
  }

  @ServerExceptionMapper
  Response any(Throwable exception) {
    return switch (exception) {
      case ProblemException problem -> problem.toResponse();
      case NotAppended notAppended -> notAppended(notAppended);
      case PartitionOwners.NotHere notHere -> elsewhere(notHere);
      case InvalidStateStoreException _ -> elsewhere(new PartitionOwners.NotHere());
      case CharConversionException _ ->
          Problem.of(Problem.Kind.MALFORMED_JSON, "The body is not valid UTF-8.").toResponse();
      case RegistryUnavailable _ ->
          Problem.of(
                  Problem.Kind.NOT_READY,
                  "The schema registry does not answer. " + Problem.READ_FIRST)
              .toResponse();
      default -> {
        LOG.error("{} failed", asked(), exception);
        yield internal();
      }
    };
  }
}
