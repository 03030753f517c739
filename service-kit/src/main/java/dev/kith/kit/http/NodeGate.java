package dev.kith.kit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Behind it, a request with {@link Headers#HOP} is another node's, and one to a path under {@code
 * /internal} is, too; to everybody else there is nothing.
 *
 * <p>Whoever sends a wrong secret is most likely a node that was given another one. Such a request
 * is answered at once: if it went on as any other, two such nodes could pass it on to each other
 * for ever.
 */
@ApplicationScoped
public class NodeGate {

  private static final Logger LOG = LoggerFactory.getLogger(NodeGate.class);

  /** Before anything trusts the header. */
  private static final int ORDER = OwnerRoute.ORDER - 1;

  private static final long BETWEEN_WARNINGS = TimeUnit.MINUTES.toNanos(1);

  private final NodeSecret secret;
  private final ObjectMapper json;
  private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS);

  NodeGate(NodeSecret secret, ObjectMapper json) {
    this.secret = secret;
    this.json = json;
  }

  void install(@Observes Router router) {
    router.route().order(ORDER).handler(this::check);
  }

  private void check(RoutingContext context) {
    var said = context.request().getHeader(Headers.HOP);
    if (said != null && !secret.is(said)) {
      warn(context);
      context.response().putHeader("Retry-After", "1");
      RawProblem.send(context, json, wrongSecret());
    } else if (said == null && isInternal(context.normalizedPath())) {
      RawProblem.send(context, json, ProblemException.notFound().problem());
    } else {
      context.next();
    }
  }

  private static boolean isInternal(String path) {
    return path.equals(Paths.INTERNAL) || path.startsWith(Paths.INTERNAL + "/");
  }

  /** Anyone can send such a header; so that nobody fills the log with it, now and then only. */
  private void warn(RoutingContext context) {
    var now = System.nanoTime();
    var last = warnedAt.get();
    if (now - last >= BETWEEN_WARNINGS && warnedAt.compareAndSet(last, now)) {
      LOG.warn(
          "{} sent a {} that is not this node's secret; if it is a node of this service, give both the same kith.node.secret",
          context.request().remoteAddress(),
          Headers.HOP);
    }
  }

  private static Problem wrongSecret() {
    return Problem.of(
        Problem.Kind.NOT_READY,
        "Only nodes of this service send that header, and they have to share kith.node.secret.",
        Headers.HOP);
  }
}
