package dev.kith.contactgraph.rest;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.kit.http.Answers;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Conditions;
import dev.kith.kit.http.Permission;
import dev.kith.kit.http.StrictJson;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Written;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.streams.RelationStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The relations that the caller may read and change. */
@ApplicationScoped
public class Relations {

  private final Caller caller;
  private final Permission permission;
  private final Partitions partitions;
  private final Journal journal;

  Relations(Caller caller, Permission permission, Partitions partitions, Journal journal) {
    this.caller = caller;
    this.permission = permission;
    this.partitions = partitions;
    this.journal = journal;
  }

  /** The owner of a path, if the caller may act for that one; ends the request otherwise. */
  Address owner(String kind, String address) {
    return permission.owner(kind, address);
  }

  /** The owner and the peer of a path; nobody is a peer of themselves. */
  Pair pair(String kind, String address, String peerText) {
    var owner = owner(kind, address);
    var peer = Caller.anyone(peerText, "peer");
    if (peer.equals(owner)) {
      throw StrictJson.invalid("peer", "is the owner, and nobody has a relation to oneself");
    }
    return new Pair(owner, peer);
  }

  Relation read(Pair pair) {
    return RelationStore.read(
        partitions.store(KithStores.RELATIONS, pair.owner()), pair.owner(), pair.peer());
  }

  /** What a write to this half-edge expects of it. */
  Optional<Position> expects(Pair pair, HttpHeaders headers) {
    return Conditions.expects(
        headers,
        () -> {
          var own = read(pair).own();
          return new Conditions.Current(own.position(), !own.isEmpty());
        });
  }

  CompletionStage<Response> write(
      Pair pair, RelationEvent.AboutOne event, Function<Verdict<Relation>, Response> accepted) {
    return append(pair, event).thenApply(written -> Answers.of(written, accepted));
  }

  CompletableFuture<Written<Relation>> append(Pair pair, RelationEvent.AboutOne event) {
    return append(pair, event, caller.actor());
  }

  CompletableFuture<Written<Relation>> append(
      Pair pair, RelationEvent.AboutOne event, String actor) {
    return journal.append(pair.owner(), event, actor);
  }
}
