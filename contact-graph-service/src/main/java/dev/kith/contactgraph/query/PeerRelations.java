package dev.kith.contactgraph.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.MessageEnd;
import dev.kith.kit.nodes.NodeForwarder;
import dev.kith.kit.nodes.RequestBatcher;
import dev.kith.kit.nodes.ScatterGather;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Client for peers' side of their relations to an owner. It asks the peers' partition owners,
 * because mirrors arrive later than the acknowledgement of a write.
 */
@ApplicationScoped
public class PeerRelations {

  private final PartitionOwners partitionOwners;
  private final ScatterGather scatterGather;
  private final RequestBatcher requestBatcher;

  PeerRelations(
      PartitionOwners partitionOwners, ScatterGather scatterGather, NodeForwarder nodeForwarder) {
    this.partitionOwners = partitionOwners;
    this.scatterGather = scatterGather;
    this.requestBatcher =
        nodeForwarder.bundles(PeerRelationsResource.PATH, PeerRelationsQuery.MAX_PEERS);
  }

  /**
   * Returns one relation for each peer, by address.
   *
   * @param headers headers of the request on whose behalf this asks
   * @return fails with a problem 503 while a peer's partition does not answer
   */
  public CompletionStage<Map<String, PeerRelation>> of(
      Collection<Address> peers, Address owner, HttpHeaders headers) {
    return scatterGather
        .<Address, List<PeerRelation>>spread(
            peers,
            partitionOwners::of,
            its -> here(its, owner),
            (node, its) -> there(node, new PeerRelationsQuery(owner, its), headers))
        .thenApply(parts ->
            parts.stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(PeerRelation::peer, it -> it)));
  }

  private CompletionStage<List<PeerRelation>> there(
      PartitionOwners.Node node, PeerRelationsQuery question, HttpHeaders headers) {
    var after = headers.getHeaderString(Headers.AFTER);
    var answer =
        after == null
            ? requestBatcher.ask(node, question.json(), question.peers().size())
            : requestBatcher.askAfter(after, node, question.json());
    return answer.thenApply(PeerRelations::answer);
  }

  List<PeerRelation> here(List<Address> peers, Address owner) {
    return peers.stream().map(peer -> PeerRelation.read(partitionOwners, peer, owner)).toList();
  }

  private static List<PeerRelation> answer(JsonNode ends) {
    return ends.valueStream().map(PeerRelations::end).toList();
  }

  private static PeerRelation end(JsonNode end) {
    var messages = end.path("messages");
    return new PeerRelation(
        end.path("peer").asText(),
        new MessageEnd(
            messages.path("blocked").asBoolean(),
            messages.path("restricted").asBoolean(),
            messages.path("paired").asBoolean()),
        end.path("shown").asBoolean(),
        end.path("returnsContact").asBoolean(),
        end.path("found").asBoolean());
  }
}
