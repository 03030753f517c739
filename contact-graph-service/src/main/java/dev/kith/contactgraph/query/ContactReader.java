package dev.kith.contactgraph.query;

import dev.kith.contactgraph.query.PeerScanner.Peer;
import dev.kith.domain.Address;
import dev.kith.kit.http.Page;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reader of contacts: relations from the owner's partition, and whether they are mutual from the
 * peers' partitions.
 */
@ApplicationScoped
public class ContactReader {

  /**
   * Maximum number of peers examined for one page. It bounds the page's time when few peers match;
   * the page may then be short.
   */
  static final int MAX_EXAMINED = 5_000;

  /** Maximum wait for {@code mutual} from other nodes. */
  private static final long PEER_NODE_TIMEOUT_MILLIS = 2_000;

  private final PartitionOwners partitionOwners;
  private final PeerRelations peerRelations;

  ContactReader(PartitionOwners partitionOwners, PeerRelations peerRelations) {
    this.partitionOwners = partitionOwners;
    this.peerRelations = peerRelations;
  }

  /** Reads the contact of one peer. */
  public CompletionStage<ContactBody> body(Address owner, Peer peer, HttpHeaders headers) {
    return bodies(owner, List.of(peer), headers).thenApply(List::getFirst);
  }

  public CompletionStage<Page<ContactBody>> page(
      Address owner, ContactQuery query, HttpHeaders headers) {
    var store = partitionOwners.store(StateStores.RELATIONS, owner);
    var scanner =
        query.backendOnly()
            ? new PeerScanner(store, owner, query.wanted(), _ -> true)
            : PeerScanner.ofOwn(store, owner, query.wanted());
    if (query.mutual()) {
      return mutual(scanner, query, headers, List.of(), query.after(), MAX_EXAMINED);
    }
    var step = scanner.after(query.after(), query.limit(), MAX_EXAMINED);
    return bodies(owner, step.peers(), headers)
        .thenApply(items -> page(query, items, step.continueAfter()));
  }

  /** Scans until the page is full, all peers are read, or the maximum was examined. */
  private CompletionStage<Page<ContactBody>> mutual(
      PeerScanner scanner,
      ContactQuery query,
      HttpHeaders headers,
      List<ContactBody> before,
      Optional<Address> after,
      int left) {
    var step = scanner.after(after, PeerRelationsQuery.MAX_PEERS, left);
    return ask(scanner.owner(), step.peers(), headers)
        .thenCompose(ends -> {
          var found = new ArrayList<>(before);
          for (var peer : step.peers()) {
            var body = body(peer, ends);
            if (Boolean.TRUE.equals(body.mutual())) {
              found.add(body);
            }
            if (found.size() == query.limit()) {
              return CompletableFuture.completedFuture(
                  page(query, found, continueAfter(step, peer)));
            }
          }
          var rest = left - step.examined();
          return step.continueAfter().isEmpty() || step.isCut() || rest <= 0
              ? CompletableFuture.completedFuture(page(query, found, step.continueAfter()))
              : mutual(scanner, query, headers, found, step.continueAfter(), rest);
        });
  }

  /** The peer after which the next page starts; empty if {@code last} is the last of all. */
  private static Optional<Address> continueAfter(PeerScanner.Step step, Peer last) {
    return last.equals(step.peers().getLast()) ? step.continueAfter() : Optional.of(last.address());
  }

  /** Bodies of these peers; without {@code mutual} for peers whose nodes do not answer. */
  private CompletionStage<List<ContactBody>> bodies(
      Address owner, List<Peer> peers, HttpHeaders headers) {
    return CompletableFuture.completedFuture(peers)
        .thenCompose(all -> ask(owner, all, headers))
        .orTimeout(PEER_NODE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(ContactReader::noneIfUnavailable)
        .thenApply(ends -> peers.stream().map(peer -> body(peer, ends)).toList());
  }

  private CompletionStage<Map<String, PeerRelation>> ask(
      Address owner, List<Peer> peers, HttpHeaders headers) {
    var contactReader =
        peers.stream().filter(peer -> peer.relation().own().contact()).map(Peer::address).toList();
    return peerRelations.of(contactReader, owner, headers);
  }

  private static ContactBody body(Peer peer, Map<String, PeerRelation> ends) {
    return ContactBody.of(peer.address(), peer.relation(), isMutual(peer, ends));
  }

  private static @Nullable Boolean isMutual(Peer peer, Map<String, PeerRelation> ends) {
    if (!peer.relation().own().contact()) {
      return false;
    }
    var end = ends.get(peer.address().text());
    return end == null ? null : end.returnsContact();
  }

  private static Map<String, PeerRelation> noneIfUnavailable(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return switch (cause) {
      case ProblemException _ -> Map.of();
      case PartitionOwners.NotHere _ -> Map.of();
      case TimeoutException _ -> Map.of();
      case null, default -> throw new CompletionException(cause);
    };
  }

  private static Page<ContactBody> page(
      ContactQuery query, List<ContactBody> items, Optional<Address> continueAfter) {
    return new Page<>(items, continueAfter.map(query::cursor).orElse(null));
  }
}
