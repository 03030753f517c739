package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.MessageEnd;
import dev.kith.kit.http.Bundles;
import dev.kith.kit.http.Gathering;
import dev.kith.kit.http.Headers;
import dev.kith.kit.http.PassOn;
import dev.kith.kit.streams.Partitions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Asks the peers' own partitions what they say of an owner, on whichever nodes they are: mirrors
 * come a little later than what was acknowledged.
 */
@ApplicationScoped
public class FarEnds {

  private final Partitions partitions;
  private final Gathering gathering;
  private final Bundles bundles;

  FarEnds(Partitions partitions, Gathering gathering, PassOn passOn) {
    this.partitions = partitions;
    this.gathering = gathering;
    this.bundles = passOn.bundles(FarEndsResource.PATH, PeersQuestion.MOST);
  }

  /**
   * One for each peer, by address; {@code headers} are those of the request that asks.
   *
   * @return fails with a problem, 503, while a peer's partition does not answer
   */
  CompletionStage<Map<String, FarEnd>> of(
      Collection<Address> peers, Address owner, HttpHeaders headers) {
    return gathering
        .<Address, List<FarEnd>>spread(
            peers,
            partitions::of,
            its -> here(its, owner),
            (node, its) -> there(node, new PeersQuestion(owner, its), headers))
        .thenApply(parts ->
            parts.stream().flatMap(List::stream).collect(Collectors.toMap(FarEnd::peer, it -> it)));
  }

  private CompletionStage<List<FarEnd>> there(
      Partitions.Node node, PeersQuestion question, HttpHeaders headers) {
    var after = headers.getHeaderString(Headers.AFTER);
    var answer =
        after == null
            ? bundles.ask(node, question.json(), question.peers().size())
            : bundles.askAfter(after, node, question.json());
    return answer.thenApply(FarEnds::answer);
  }

  List<FarEnd> here(List<Address> peers, Address owner) {
    return peers.stream().map(peer -> FarEnd.read(partitions, peer, owner)).toList();
  }

  private static List<FarEnd> answer(JsonNode ends) {
    return ends.valueStream().map(FarEnds::end).toList();
  }

  private static FarEnd end(JsonNode end) {
    var messages = end.path("messages");
    return new FarEnd(
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
