package dev.kith.kit.consistency;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.http.RequestPlacement;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.pacing.WaitingRequests;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.kit.topology.FoldedPositions;
import dev.kith.schemas.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
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
  private final WaitingRequests waitingRequests;
  private final Partitions partitions;
  private final Caller caller;
  private final Supplier<CompletableFuture<Map<Integer, Long>>> ends;
  private final long waitMillis;

  /**
   * The journal's partitions.
   *
   * @param of partition of an address
   * @param isHere whether this node owns a partition
   */
  record Partitions(ToIntFunction<Address> of, IntPredicate isHere) {}

  @Inject
  ReadYourWritesFilter(
      FoldedPositions folded,
      WaitingRequests waitingRequests,
      PartitionOwners partitionOwners,
      Caller caller,
      JournalEnds ends,
      KithConfig settings) {
    this(
        folded,
        waitingRequests,
        new Partitions(
            partitionOwners::of,
            number ->
                partitionOwners.owner(number).filter(PartitionOwners.Node::isHere).isPresent()),
        caller,
        ends::now,
        settings.requests().afterTimeout());
  }

  ReadYourWritesFilter(
      FoldedPositions folded,
      WaitingRequests waitingRequests,
      Partitions partitions,
      Caller caller,
      Supplier<CompletableFuture<Map<Integer, Long>>> ends,
      Duration wait) {
    this.folded = folded;
    this.waitingRequests = waitingRequests;
    this.partitions = partitions;
    this.caller = caller;
    this.ends = ends;
    this.waitMillis = wait.toMillis();
  }

  /** Returns null if the request continues without waiting. */
  @ServerRequestFilter(nonBlocking = true)
  public @Nullable Uni<Response> await(ContainerRequestContext request, UriInfo uri) {
    return await(
        request.getHeaderString(Headers.AFTER),
        RequestPlacement.of(uri.getRequestUri().getRawPath()),
        uri.getPathParameters());
  }

  @Nullable Uni<Response> await(
      @Nullable String header, RequestPlacement placement, MultivaluedMap<String, String> path) {
    if (header == null) {
      return null;
    }
    var wanted = wanted(header, about(placement, path));
    if (wanted.isEmpty()) {
      return null;
    }
    var reached =
        ends.get()
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
    waitingRequests.begin();
    var all = CompletableFuture.allOf(late).orTimeout(waitMillis, TimeUnit.MILLISECONDS);
    var _ =
        all.whenComplete((_, _) -> {
          waitingRequests.end();
          Arrays.stream(late).forEach(wait -> wait.cancel(false));
        });
    return all;
  }

  /**
   * Highest requested offset of each partition that is on this node and that the request is about.
   */
  private static Map<TopicPartition, Long> wanted(String header, IntPredicate about) {
    return Arrays.stream(header.split(",", -1))
        .map(ReadYourWritesFilter::position)
        .filter(position -> about.test(position.partition()))
        .collect(
            Collectors.toMap(
                position -> new TopicPartition(Topics.JOURNAL.name(), position.partition()),
                Position::offset,
                Math::max));
  }

  /**
   * Partition of the address in the path, and of the peer in the path if it is on this node.
   * Without an address: all partitions of this node. The owner of a delivery partition need not own
   * the partition of the address, and waits for it only if it does.
   */
  private IntPredicate about(RequestPlacement placement, MultivaluedMap<String, String> path) {
    var address = path.getFirst("address");
    if (address == null) {
      return partitions.isHere();
    }
    var kind = path.getFirst("kind");
    var own = partitions.of().applyAsInt(caller.resolve(kind == null ? "users" : kind, address));
    var peers =
        Optional.ofNullable(path.getFirst("peer"))
            .flatMap(Address::parse)
            .map(partitions.of()::applyAsInt)
            .filter(partitions.isHere()::test);
    var isOwnHere = placement == RequestPlacement.JOURNAL || partitions.isHere().test(own);
    return partition ->
        (partition == own && isOwnHere) || peers.filter(number -> number == partition).isPresent();
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
