package dev.kith.contactgraph.query;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Written;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.Partitions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The relations that the caller may read and change. */
@ApplicationScoped
public class RelationAccess {

  private final Caller caller;
  private final Permission permission;
  private final Partitions partitions;
  private final Journal journal;

  RelationAccess(Caller caller, Permission permission, Partitions partitions, Journal journal) {
    this.caller = caller;
    this.permission = permission;
    this.partitions = partitions;
    this.journal = journal;
  }

  /** The owner of a path, if the caller may act for that one; ends the request otherwise. */
  public Address owner(String kind, String address) {
    return permission.owner(kind, address);
  }

  /** The owner and the peer of a path; nobody is a peer of themselves. */
  public OwnerAndPeer pair(String kind, String address, String peerText) {
    var owner = owner(kind, address);
    var peer = Caller.anyone(peerText, "peer");
    if (peer.equals(owner)) {
      throw JsonFields.invalid("peer", "is the owner, and nobody has a relation to oneself");
    }
    return new OwnerAndPeer(owner, peer);
  }

  public Relation read(OwnerAndPeer ownerAndPeer) {
    return RelationStore.read(
        partitions.store(StateStores.RELATIONS, ownerAndPeer.owner()),
        ownerAndPeer.owner(),
        ownerAndPeer.peer());
  }

  /** What a write to this half-edge expects of it. */
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
