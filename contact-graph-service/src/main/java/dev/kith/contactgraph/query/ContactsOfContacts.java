package dev.kith.contactgraph.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.kit.nodes.NodeForwarder;
import dev.kith.kit.nodes.ScatterGather;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Reader of the contacts of an owner's contacts, from the peers' partitions. A peer's contacts
 * count only if the peer has the owner as contact and the peer's {@code discovery} rules let the
 * owner find the peer. Otherwise anyone could read a stranger's contacts by adding the stranger.
 */
@ApplicationScoped
public class ContactsOfContacts {

  /** Maximum number of contacts per peer, in the order of addresses. */
  static final int MAX_CONTACTS = 200;

  /** Maximum number of relations per peer that are examined for them. */
  static final int MAX_EXAMINED = 2_000;

  private final PartitionOwners partitionOwners;
  private final ScatterGather scatterGather;
  private final NodeForwarder nodeForwarder;

  ContactsOfContacts(
      PartitionOwners partitionOwners, ScatterGather scatterGather, NodeForwarder nodeForwarder) {
    this.partitionOwners = partitionOwners;
    this.scatterGather = scatterGather;
    this.nodeForwarder = nodeForwarder;
  }

  /** Counts, for each address, how many of these peers have it as contact. */
  CompletionStage<Map<String, Integer>> of(
      Collection<Address> peers, Address owner, HttpHeaders headers) {
    return scatterGather
        .<Address, Map<String, Integer>>spread(
            peers,
            partitionOwners::of,
            its -> here(its, owner),
            (node, its) ->
                nodeForwarder
                    .part(
                        node,
                        ContactsOfContactsResource.PATH,
                        headers,
                        new PeerRelationsQuery(owner, its).json())
                    .thenApply(ContactsOfContacts::counts))
        .thenApply(ContactsOfContacts::sum);
  }

  /** The counts of peers whose partitions are on this node. */
  Map<String, Integer> here(List<Address> peers, Address owner) {
    var counts = new HashMap<String, Integer>();
    peers.stream()
        .filter(peer -> PeerRelation.read(partitionOwners, peer, owner).tellsContacts())
        .flatMap(peer -> contacts(peer).stream())
        .forEach(contact -> counts.merge(contact.address().text(), 1, Integer::sum));
    return counts;
  }

  private List<PeerScanner.Peer> contacts(Address peer) {
    var store = partitionOwners.store(StateStores.RELATIONS, peer);
    return PeerScanner.ofOwn(store, peer, relation -> relation.own().contact())
        .after(Optional.empty(), MAX_CONTACTS, MAX_EXAMINED)
        .peers();
  }

  private static Map<String, Integer> counts(JsonNode answer) {
    var counts = new HashMap<String, Integer>();
    answer.properties().forEach(entry -> counts.put(entry.getKey(), entry.getValue().asInt()));
    return counts;
  }

  private static Map<String, Integer> sum(List<Map<String, Integer>> parts) {
    var sum = new HashMap<String, Integer>();
    parts.forEach(
        part -> part.forEach((address, count) -> sum.merge(address, count, Integer::sum)));
    return sum;
  }
}
