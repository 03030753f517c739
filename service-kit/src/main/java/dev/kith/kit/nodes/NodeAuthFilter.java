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
 * Decides by the port a request came in through whether it is another node's. On the {@link
 * NodePort} every request must carry the node secret in {@link Headers#NODE_SECRET}; on any other
 * port that header is dropped, as one that Kith does not know, and internal resources do not exist.
 *
 * <p>A wrong secret on the node port most likely comes from a node that was given another one. Such
 * a request is answered at once: if it went on as any other, two such nodes could pass it on to
 * each other without end.
 */
@ApplicationScoped
public class NodeAuthFilter {

  private static final Logger LOG = LoggerFactory.getLogger(NodeAuthFilter.class);

  /** Before anything trusts the header. */
  private static final int ORDER = Integer.MIN_VALUE + 1;

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
    var said = request.getHeader(Headers.NODE_SECRET);
    if (said == null || !secret.is(said)) {
      warn(context);
      context.response().putHeader("Retry-After", "1");
      RawProblem.send(context, json, wrongSecret());
    } else {
      context.next();
    }
  }

  /** Without this, the methods and media types of internal resources could be asked for. */
  private void hide(RoutingContext context) {
    if (port.received(context.request())) {
      context.next();
    } else {
      RawProblem.send(context, json, ProblemException.notFound().problem());
    }
  }

  /** At most once a minute, so that no client can fill the log. */
  private void warn(RoutingContext context) {
    var now = System.nanoTime();
    var last = warnedAt.get();
    if (now - last >= BETWEEN_WARNINGS && warnedAt.compareAndSet(last, now)) {
      LOG.warn(
          "{} sent a request to the node port with a {} that is not this node's secret; if it is a node of this service, give both the same kith.node.secret",
          context.request().remoteAddress(),
          Headers.NODE_SECRET);
    }
  }

  private static Problem wrongSecret() {
    return Problem.of(
        Problem.Kind.NOT_READY,
        "Only nodes of this service use this port, and they have to share kith.node.secret.",
        Headers.NODE_SECRET);
  }
}
