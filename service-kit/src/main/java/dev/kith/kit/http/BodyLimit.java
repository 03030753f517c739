package dev.kith.kit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.KithSettings;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the bodies of requests, in whatever way they are sent, before a resource reads them; and
 * answers requests that Vert.x refuses before they have a resource.
 */
@ApplicationScoped
public class BodyLimit {

  /** A request that is passed on is passed on unread: its body is bounded where it ends up. */
  private static final int ORDER = OwnerRoute.ORDER + 1;

  private final ObjectMapper json;
  private final long most;

  /**
   * @param buffer Quarkus garbles a body that was read ahead and is larger than this
   */
  BodyLimit(
      ObjectMapper json,
      KithSettings settings,
      @ConfigProperty(name = "quarkus.rest.input-buffer-size") MemorySize buffer) {
    this.json = json;
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
        .handler(BodyHandler.create(false).setBodyLimit(most))
        .failureHandler(this::refuse);
    router.errorHandler(
        Problem.Kind.INVALID_FIELD.status(),
        context ->
            RawProblem.send(
                context,
                json,
                Problem.of(Problem.Kind.INVALID_FIELD, "The path is not well-formed.", "path")));
  }

  private void refuse(RoutingContext context) {
    if (context.statusCode() == Problem.Kind.TOO_LARGE.status()) {
      // the rest of the body is not read, so the connection cannot serve another request
      context.response().putHeader("Connection", "close");
      RawProblem.send(
          context,
          json,
          Problem.of(Problem.Kind.TOO_LARGE, "At most %d bytes are taken.".formatted(most)));
    } else {
      context.next();
    }
  }
}
