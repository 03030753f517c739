package dev.kith.kit.http;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.kit.KithSettings;
import dev.kith.kit.streams.FoldedPositions;
import dev.kith.kit.streams.Partitions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request with {@code Kith-After} back until this node has folded that far, so that a
 * client reads what it wrote through any service. Positions of other partitions than the address'
 * own say nothing about it and are passed over.
 */
public class AfterFilter {

  private final FoldedPositions folded;
  private final Partitions partitions;
  private final Caller caller;
  private final long waitMillis;

  AfterFilter(FoldedPositions folded, Partitions partitions, Caller caller, KithSettings settings) {
    this.folded = folded;
    this.partitions = partitions;
    this.caller = caller;
    this.waitMillis = settings.requests().afterTimeout().toMillis();
  }

  /** Nothing: the request goes on. */
  @ServerRequestFilter(nonBlocking = true)
  public @Nullable Uni<Response> await(ContainerRequestContext request, UriInfo uri) {
    var header = request.getHeaderString(Headers.AFTER);
    var address = uri.getPathParameters().getFirst("address");
    if (header == null || address == null) {
      return null;
    }
    var kind = uri.getPathParameters().getFirst("kind");
    var owner = caller.resolve(kind == null ? "users" : kind, address);
    var wanted = wanted(header, owner);
    var partition = partitions.journalOf(owner);
    if (wanted <= folded.folded(partition)) {
      return null;
    }
    var reached = folded.await(partition, wanted).orTimeout(waitMillis, TimeUnit.MILLISECONDS);
    return Uni.createFrom()
        .completionStage(reached)
        .onItemOrFailure()
        .transform((done, late) -> late == null ? null : tooLate());
  }

  private long wanted(String header, Address owner) {
    var partition = partitions.of(owner);
    return Arrays.stream(header.split(",", -1))
        .map(AfterFilter::position)
        .filter(position -> position.partition() == partition)
        .mapToLong(Position::offset)
        .max()
        .orElse(-1);
  }

  private static Position position(String text) {
    return Position.parse(text.strip())
        .orElseThrow(() ->
            ProblemException.of(
                Problem.Kind.INVALID_FIELD,
                "Kith-After takes positions such as 3:1532, as they came in Kith-Position.",
                Headers.AFTER));
  }

  private static Response tooLate() {
    return Problem.of(
            Problem.Kind.NOT_READY, "The position in Kith-After is not folded here yet; ask again.")
        .toResponse();
  }
}
