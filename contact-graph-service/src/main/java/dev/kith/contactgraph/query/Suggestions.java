package dev.kith.contactgraph.query;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Relation;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Suggestion of addresses that an owner may know: contacts of the owner's mutual contacts. Each
 * step reads a bounded number of relations; owners with more relations get suggestions from a part
 * of them.
 */
@ApplicationScoped
public class Suggestions {

  /**
   * Maximum number of mutual contacts whose contacts are counted; the first in the order of
   * addresses.
   */
  static final int MAX_MUTUAL_CONTACTS = 100;

  /**
   * Maximum number of best candidates whose partitions are asked whether the owner may find them.
   */
  public static final int MAX_CANDIDATES = 200;

  private static final Comparator<Suggestion> BEST_FIRST =
      Comparator.comparingInt(Suggestion::mutual).reversed().thenComparing(Suggestion::address);

  private final PartitionOwners partitionOwners;
  private final ContactsOfContacts contactsOfContacts;
  private final PeerRelations peerRelations;

  Suggestions(
      PartitionOwners partitionOwners,
      ContactsOfContacts contactsOfContacts,
      PeerRelations peerRelations) {
    this.partitionOwners = partitionOwners;
    this.contactsOfContacts = contactsOfContacts;
    this.peerRelations = peerRelations;
  }

  /** An address, and how many mutual contacts have it as contact. */
  public record Suggestion(String address, int mutual) {}

  public CompletionStage<List<Suggestion>> of(Address owner, int limit, HttpHeaders headers) {
    return contactsOfContacts
        .of(mutualContacts(owner), owner, headers)
        .thenApply(counts -> best(owner, counts))
        .thenCompose(best -> found(best, owner, headers))
        .thenApply(found -> found.stream().limit(limit).toList());
  }

  private List<Address> mutualContacts(Address owner) {
    return PeerScanner.ofOwn(relations(owner), owner, Suggestions::isMutual)
        .after(Optional.empty(), MAX_MUTUAL_CONTACTS, ContactReader.MAX_EXAMINED)
        .peers()
        .stream()
        .map(PeerScanner.Peer::address)
        .filter(peer -> !peer.isGroup())
        .toList();
  }

  private List<Suggestion> best(Address owner, Map<String, Integer> counts) {
    var relations = relations(owner);
    return counts.entrySet().stream()
        .map(count -> new Suggestion(count.getKey(), count.getValue()))
        .sorted(BEST_FIRST)
        .filter(candidate -> isNew(relations, owner, new Address(candidate.address())))
        .limit(MAX_CANDIDATES)
        .toList();
  }

  private CompletionStage<List<Suggestion>> found(
      List<Suggestion> best, Address owner, HttpHeaders headers) {
    var addresses = best.stream().map(candidate -> new Address(candidate.address())).toList();
    return peerRelations
        .of(addresses, owner, headers)
        .thenApply(ends ->
            best.stream()
                .filter(candidate ->
                    Optional.ofNullable(ends.get(candidate.address()))
                        .filter(PeerRelation::found)
                        .isPresent())
                .toList());
  }

  /** A block in either direction excludes the peer before its partition is asked. */
  private static boolean isMutual(Relation relation) {
    return relation.own().contact() && relation.mirror().contact() && !relation.blocked();
  }

  /**
   * Whether the candidate is another user whom the owner neither has as contact nor unsubscribed
   * nor blocked.
   */
  private static boolean isNew(
      ReadOnlyKeyValueStore<Bytes, byte[]> relations, Address owner, Address candidate) {
    if (candidate.isGroup() || candidate.equals(owner)) {
      return false;
    }
    var relation = RelationStore.read(relations, owner, candidate);
    return !relation.own().contact()
        && relation.own().subscribed() != Choice.NO
        && !relation.blocked();
  }

  private ReadOnlyKeyValueStore<Bytes, byte[]> relations(Address owner) {
    return partitionOwners.store(StateStores.RELATIONS, owner);
  }
}
