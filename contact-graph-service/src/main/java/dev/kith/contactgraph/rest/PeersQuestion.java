package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.domain.Address;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.StrictJson;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one node asks another about an owner and peers whose partitions are there. */
record PeersQuestion(Address owner, List<Address> peers) {

  /** Peers of one question. */
  static final int MOST = 500;

  private static final String OWNER = "owner";
  private static final String PEERS = "peers";

  PeersQuestion {
    peers = List.copyOf(peers);
  }

  static PeersQuestion read(@Nullable JsonNode question) {
    var json = StrictJson.of(question, Set.of(OWNER, PEERS));
    var owner =
        json.text(OWNER, Address.LONGEST)
            .orElseThrow(() -> StrictJson.invalid(OWNER, "is missing"));
    var peers =
        json.texts(PEERS, MOST, Address.LONGEST)
            .orElseThrow(() -> StrictJson.invalid(PEERS, "is missing"));
    return new PeersQuestion(
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
