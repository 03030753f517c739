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
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Filter that limits the size of request bodies, with a length or chunked, before a resource reads
 * them.
 */
@ApplicationScoped
public class BodyLimitFilter {

  /**
   * After routing: a forwarded request is forwarded unread, and the receiving node limits its body.
   */
  private static final int ORDER = OwnerRoutingFilter.ORDER + 1;

  private final ObjectMapper json;
  private final List<StreamedBodies> streamed;
  private final long maximum;

  /**
   * Checks that the limit fits into the buffer: Quarkus corrupts a body that was read ahead and is
   * larger than its input buffer.
   *
   * @param buffer the largest body that is read on the event loop
   */
  @Inject
  BodyLimitFilter(
      ObjectMapper json,
      KithConfig settings,
      @Any Instance<StreamedBodies> streamed,
      @ConfigProperty(name = "quarkus.rest.input-buffer-size") MemorySize buffer) {
    this(
        json,
        streamed.stream().toList(),
        settings.requests().maximumBody().asLongValue(),
        buffer.asLongValue());
  }

  BodyLimitFilter(ObjectMapper json, List<StreamedBodies> streamed, long maximum, long buffer) {
    if (maximum > buffer) {
      throw new IllegalArgumentException(
          "kith.requests.maximum-body can be at most " + buffer + " bytes");
    }
    this.json = json;
    this.streamed = streamed;
    this.maximum = maximum;
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
    var limit = streams.orElse(maximum);
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

  /** Reads a body without Content-Length while counting its bytes. */
  private void readAhead(RoutingContext context) {
    if (context.request().headers().contains("Expect")) {
      context.response().writeContinue();
    }
    var body = Buffer.buffer();
    context
        .request()
        .handler(chunk -> {
          if (body.length() <= maximum) {
            body.appendBuffer(chunk);
            if (body.length() > maximum) {
              refuse(context, maximum);
            }
          }
        })
        .endHandler(end -> {
          if (body.length() <= maximum) {
            ((RoutingContextInternal) context).setBody(body);
            context.next();
          }
        })
        .resume();
  }

  /**
   * Answers without waiting for the rest of the body, so the connection cannot serve another
   * request.
   */
  private void refuse(RoutingContext context, long limit) {
    context.response().putHeader("Connection", "close");
    RawProblem.send(
        context,
        json,
        Problem.of(Problem.Kind.TOO_LARGE, "At most %d bytes are taken.".formatted(limit)));
  }
}
