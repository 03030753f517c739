package dev.kith.kit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.nodes.OwnerRoutingFilter;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.RawProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bounds the bodies of requests, in whatever way they are sent, before a resource reads them. */
@ApplicationScoped
public class BodyLimitFilter {

  /** A request that is passed on is passed on unread: its body is bounded where it ends up. */
  private static final int ORDER = OwnerRoutingFilter.ORDER + 1;

  private final ObjectMapper json;
  private final List<StreamedBodies> streamed;
  private final long most;

  /**
   * Quarkus garbles a body that was read ahead and is larger than its buffer.
   *
   * @param buffer the largest body that is read on the event loop
   */
  BodyLimitFilter(
      ObjectMapper json,
      KithConfig settings,
      @Any Instance<StreamedBodies> streamed,
      @ConfigProperty(name = "quarkus.rest.input-buffer-size") MemorySize buffer) {
    this.json = json;
    this.streamed = streamed.stream().toList();
    this.most = settings.requests().maximumBody().asLongValue();
    if (most > buffer.asLongValue()) {
      throw new IllegalArgumentException(
          "kith.requests.maximum-body can be at most " + buffer.asLongValue() + " bytes");
    }
  }

  void install(@Observes Router router) {
    router
        .route("/v1/*")
        .method(HttpMethod.POST)
        .method(HttpMethod.PUT)
        .method(HttpMethod.PATCH)
        .order(ORDER)
        .handler(this::bound);
  }

  private void bound(RoutingContext context) {
    var length = context.request().getHeader("Content-Length");
    var streams = streams(context);
    var limit = streams.orElse(most);
    if (length != null && Long.parseLong(length) > limit) {
      refuse(context, limit);
    } else if (streams.isEmpty() && length == null && !context.request().isEnded()) {
      readAhead(context);
    } else {
      context.next();
    }
  }

  private OptionalLong streams(RoutingContext context) {
    return streamed.stream()
        .map(bodies -> bodies.most(context.normalizedPath()))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElseGet(OptionalLong::empty);
  }

  /** Nobody has said how long it will be. */
  private void readAhead(RoutingContext context) {
    var body = Buffer.buffer();
    context
        .request()
        .handler(chunk -> {
          if (body.length() <= most) {
            body.appendBuffer(chunk);
            if (body.length() > most) {
              refuse(context, most);
            }
          }
        })
        .endHandler(end -> {
          if (body.length() <= most) {
            ((RoutingContextInternal) context).setBody(body);
            context.next();
          }
        })
        .resume();
  }

  /** The rest of the body is not waited for, so the connection cannot serve another request. */
  private void refuse(RoutingContext context, long limit) {
    context.response().putHeader("Connection", "close");
    RawProblem.send(
        context,
        json,
        Problem.of(Problem.Kind.TOO_LARGE, "At most %d bytes are taken.".formatted(limit)));
  }
}
