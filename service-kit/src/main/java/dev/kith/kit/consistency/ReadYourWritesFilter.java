package dev.kith.kit.consistency;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.kit.topology.FoldedPositions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Filter that delays a request with {@code Kith-After} until this node has folded that position, so
 * that a client reads its own writes from any service. It ignores positions of partitions that the
 * request is not about, and positions behind the journal's end.
 *
 * <p>The journal's end is read for every such request, also if the position is folded already.
 * Otherwise the response time would reveal where the end is, and clients could measure how much
 * others write.
 */
public class ReadYourWritesFilter {

  /** Without brokers, folded data is still readable, with this delay at most. */
  private static final long BROKER_SECONDS = 1;

  private final FoldedPositions folded;
  private final PartitionOwners partitionOwners;
  private final Caller caller;
  private final JournalEnds ends;
  private final long waitMillis;

  ReadYourWritesFilter(
      FoldedPositions folded,
      PartitionOwners partitionOwners,
      Caller caller,
      JournalEnds ends,
      KithConfig settings) {
    this.folded = folded;
    this.partitionOwners = partitionOwners;
    this.caller = caller;
    this.ends = ends;
    this.waitMillis = settings.requests().afterTimeout().toMillis();
  }

  /** Returns null if the request continues without waiting. */
  @ServerRequestFilter(nonBlocking = true)
  public @Nullable Uni<Response> await(ContainerRequestContext request, UriInfo uri) {
    var header = request.getHeaderString(Headers.AFTER);
    if (header == null) {
      return null;
    }
    var wanted = wanted(header, uri);
    if (wanted.isEmpty()) {
      return null;
    }
    var reached =
        ends.now()
            .completeOnTimeout(Map.of(), BROKER_SECONDS, TimeUnit.SECONDS)
            .exceptionally(_ -> Map.of())
            .thenCompose(ended -> folded(wanted, ended))
            .orTimeout(waitMillis, TimeUnit.MILLISECONDS);
    return Uni.createFrom()
        .completionStage(reached)
        .onItemOrFailure()
        .transform((done, tooLate) -> tooLate == null ? null : tooLate());
  }

  /**
   * Waits for all positions that the journal has reached. A position behind its end was never
   * returned to a client. If the end is unknown because no broker answers, every position is waited
   * for.
   */
  private CompletableFuture<Void> folded(
      Map<TopicPartition, Long> wanted, Map<Integer, Long> ended) {
    var late =
        wanted.entrySet().stream()
            .filter(one -> one.getValue() > folded.folded(one.getKey()))
            .filter(one ->
                one.getValue() < ended.getOrDefault(one.getKey().partition(), Long.MAX_VALUE))
            .map(one -> folded.await(one.getKey(), one.getValue()))
            .toArray(CompletableFuture[]::new);
    var all = CompletableFuture.allOf(late).orTimeout(waitMillis, TimeUnit.MILLISECONDS);
    var _ = all.whenComplete((_, _) -> Arrays.stream(late).forEach(wait -> wait.cancel(false)));
    return all;
  }

  /**
   * Highest requested offset of each partition that is on this node and that the request is about.
   */
  private Map<TopicPartition, Long> wanted(String header, UriInfo uri) {
    var about = about(uri);
    return Arrays.stream(header.split(",", -1))
        .map(ReadYourWritesFilter::position)
        .filter(position -> about.test(position.partition()))
        .collect(
            Collectors.toMap(
                position -> partitionOwners.journal(position.partition()),
                Position::offset,
                Math::max));
  }

  /**
   * Partition of the address in the path, and of the peer in the path if it is on this node.
   * Without an address: all partitions of this node.
   */
  private IntPredicate about(UriInfo uri) {
    var address = uri.getPathParameters().getFirst("address");
    if (address == null) {
      return this::isHere;
    }
    var kind = uri.getPathParameters().getFirst("kind");
    var own = partitionOwners.of(caller.resolve(kind == null ? "users" : kind, address));
    var peers =
        Optional.ofNullable(uri.getPathParameters().getFirst("peer"))
            .flatMap(Address::parse)
            .map(partitionOwners::of)
            .filter(this::isHere);
    return partition -> partition == own || peers.filter(number -> number == partition).isPresent();
  }

  private boolean isHere(int partition) {
    return partitionOwners.owner(partition).filter(PartitionOwners.Node::isHere).isPresent();
  }

  private static Position position(String text) {
    return Position.parse(text.strip())
        .orElseThrow(() ->
            ProblemException.of(
                Problem.Kind.INVALID_FIELD,
                "Send the positions that responses had in Kith-Position, such as 3:1532.",
                Headers.AFTER));
  }

  private static Response tooLate() {
    return Problem.of(
            Problem.Kind.NOT_READY, "The position in Kith-After is not folded here yet; ask again.")
        .toResponse();
  }
}
