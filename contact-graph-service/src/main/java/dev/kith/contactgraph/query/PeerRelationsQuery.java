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
  public static final int MAX_PEERS = 500;

  private static final String OWNER = "owner";
  private static final String PEERS = "peers";

  public PeerRelationsQuery {
    peers = List.copyOf(peers);
  }

  static PeerRelationsQuery read(@Nullable JsonNode query) {
    var json = JsonFields.of(query, Set.of(OWNER, PEERS));
    var owner =
        json.text(OWNER, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(OWNER, "is missing"));
    var peers =
        json.texts(PEERS, MAX_PEERS, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(PEERS, "is missing"));
    return new PeerRelationsQuery(
        Caller.anyone(owner, OWNER),
        peers.stream().map(peer -> Caller.anyone(peer, PEERS)).toList());
  }

  JsonNode json() {
    var query = JsonNodeFactory.instance.objectNode().put(OWNER, owner.text());
    var list = query.putArray(PEERS);
    peers.forEach(peer -> list.add(peer.text()));
    return query;
  }
}
