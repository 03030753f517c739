package dev.kith.contactgraph.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.json.JsonFields;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Node-to-node query about an owner and peers whose partitions are on the other node. */
public record PeerRelationsQuery(Address owner, List<Address> peers) {

  /** Maximum number of peers in one query. */
  public static final int MOST = 500;

  private static final String OWNER = "owner";
  private static final String PEERS = "peers";

  public PeerRelationsQuery {
    peers = List.copyOf(peers);
  }

  static PeerRelationsQuery read(@Nullable JsonNode question) {
    var json = JsonFields.of(question, Set.of(OWNER, PEERS));
    var owner =
        json.text(OWNER, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(OWNER, "is missing"));
    var peers =
        json.texts(PEERS, MOST, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(PEERS, "is missing"));
    return new PeerRelationsQuery(
        Caller.anyone(owner, OWNER),
        peers.stream().map(peer -> Caller.anyone(peer, PEERS)).toList());
  }

  JsonNode json() {
    var question = JsonNodeFactory.instance.objectNode().put(OWNER, owner.text());
    var list = question.putArray(PEERS);
    peers.forEach(peer -> list.add(peer.text()));
    return question;
  }
}
