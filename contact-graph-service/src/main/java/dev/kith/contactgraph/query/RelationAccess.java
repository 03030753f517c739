package dev.kith.contactgraph.query;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Written;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Access to relations with the caller's permissions: reads, preconditions, writes. */
@ApplicationScoped
public class RelationAccess {

  private final Caller caller;
  private final Permission permission;
  private final PartitionOwners partitionOwners;
  private final Journal journal;

  RelationAccess(
      Caller caller, Permission permission, PartitionOwners partitionOwners, Journal journal) {
    this.caller = caller;
    this.permission = permission;
    this.partitionOwners = partitionOwners;
    this.journal = journal;
  }

  /** The owner of a path; ends the request if the caller may not act for that owner. */
  public Address owner(OwnerPath path) {
    return permission.owner(path);
  }

  /** The owner and the peer of a path; ends the request if both are the same. */
  public OwnerAndPeer pair(PairPath path) {
    var owner = owner(path.owner());
    var peer = Caller.anyone(path.peer(), "peer");
    if (peer.equals(owner)) {
      throw JsonFields.invalid("peer", "must not be the owner: a relation needs two addresses");
    }
    return new OwnerAndPeer(owner, peer);
  }

  public Relation read(OwnerAndPeer ownerAndPeer) {
    return RelationStore.read(
        partitionOwners.store(StateStores.RELATIONS, ownerAndPeer.owner()),
        ownerAndPeer.owner(),
        ownerAndPeer.peer());
  }

  /** The version of the half-edge that a conditional write expects. */
  public Optional<Position> expects(OwnerAndPeer ownerAndPeer, HttpHeaders headers) {
    return Preconditions.expects(
        headers,
        () -> {
          var own = read(ownerAndPeer).own();
          return new Preconditions.Current(own.position(), !own.isEmpty());
        });
  }

  public CompletionStage<Response> write(
      OwnerAndPeer ownerAndPeer,
      RelationEvent.AboutOne event,
      Function<Verdict<Relation>, Response> accepted) {
    return append(ownerAndPeer, event).thenApply(written -> WriteResponses.of(written, accepted));
  }

  public CompletableFuture<Written<Relation>> append(
      OwnerAndPeer ownerAndPeer, RelationEvent.AboutOne event) {
    return append(ownerAndPeer, event, caller.actor());
  }

  public CompletableFuture<Written<Relation>> append(
      OwnerAndPeer ownerAndPeer, RelationEvent.AboutOne event, String actor) {
    return journal.append(ownerAndPeer.owner(), event, actor);
  }
}
