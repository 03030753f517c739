package dev.kith.kit.nodes;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.problem.RawProblem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates requests of other nodes. Every request on the {@link NodePort} must carry the node
 * secret in {@link Headers#NODE_SECRET}. On other ports that header is removed, and internal
 * resources are answered with 404.
 *
 * <p>A wrong secret on the node port most likely comes from a node with a different configuration.
 * Such a request is refused at once: if it were processed like a client's, two such nodes could
 * forward it to each other without end.
 */
@ApplicationScoped
public class NodeAuthFilter {

  private static final Logger LOG = LoggerFactory.getLogger(NodeAuthFilter.class);

  /** Before any handler that trusts the header. */
  public static final int ORDER = Integer.MIN_VALUE + 1;

  private static final long BETWEEN_WARNINGS = TimeUnit.MINUTES.toNanos(1);

  private final NodePort port;
  private final NodeSecret secret;
  private final ObjectMapper json;
  private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS);

  public NodeAuthFilter(NodePort port, NodeSecret secret, ObjectMapper json) {
    this.port = port;
    this.secret = secret;
    this.json = json;
  }

  public void install(@Observes Router router) {
    router.route().order(ORDER).handler(this::check);
    router.route(Paths.INTERNAL + "/*").order(ORDER + 1).handler(this::hide);
  }

  private void check(RoutingContext context) {
    var request = context.request();
    if (!port.received(request)) {
      request.headers().remove(Headers.NODE_SECRET);
      context.next();
      return;
    }
    var received = request.getHeader(Headers.NODE_SECRET);
    if (received == null || !secret.is(received)) {
      warn(context);
      context.response().putHeader("Retry-After", "1");
      RawProblem.send(context, json, wrongSecret());
    } else {
      context.next();
    }
  }

  /** Without this route, clients could find out methods and media types of internal resources. */
  private void hide(RoutingContext context) {
    if (port.received(context.request())) {
      context.next();
    } else {
      RawProblem.send(context, json, ProblemException.notFound().problem());
    }
  }

  /** At most once a minute, so that no client can flood the log. */
  private void warn(RoutingContext context) {
    var now = System.nanoTime();
    var last = warnedAt.get();
    if (now - last >= BETWEEN_WARNINGS && warnedAt.compareAndSet(last, now)) {
      LOG.warn(
          "{} sent a request to the node port whose {} is not this node's secret; if it is a node of this service, set the same kith.node.secret on both",
          context.request().remoteAddress(),
          Headers.NODE_SECRET);
    }
  }

  private static Problem wrongSecret() {
    return Problem.of(
        Problem.Kind.NOT_READY,
        "This port is only for nodes of this service; set the same kith.node.secret on all of them.",
        Headers.NODE_SECRET);
  }
}
