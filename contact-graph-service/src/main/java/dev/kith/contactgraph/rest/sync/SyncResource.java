package dev.kith.contactgraph.rest.sync;

import dev.kith.contactgraph.ContactGraphConfig;
import dev.kith.contactgraph.budget.BudgetService;
import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import dev.kith.contactgraph.sync.RequestCodec;
import dev.kith.contactgraph.sync.SyncStore;
import dev.kith.domain.Address;
import dev.kith.domain.Limits;
import dev.kith.domain.Relation;
import dev.kith.domain.Sync;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.journal.Requests;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** REST resource that accepts an owner's phone book: many peers at once. */
@Path("/v1/{kind}/{address}/{resource:contacts:sync$}")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class SyncResource {

  /** Maximum number of syncs in one owner's queue. */
  private static final int MAX_QUEUED_SYNCS = 1_000;

  private final Caller caller;
  private final Permission permission;
  private final PartitionOwners partitionOwners;
  private final SyncAdmission intake;
  private final BudgetService budgetService;
  private final Requests requests;
  private final int maxQueuedAddresses;

  SyncResource(
      Caller caller,
      Permission permission,
      PartitionOwners partitionOwners,
      SyncAdmission intake,
      BudgetService budgetService,
      Requests requests,
      ContactGraphConfig settings) {
    this.caller = caller;
    this.permission = permission;
    this.partitionOwners = partitionOwners;
    this.intake = intake;
    this.budgetService = budgetService;
    this.requests = requests;
    this.maxQueuedAddresses = settings.sync().queued();
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, SyncAdmission.LINES})
  public Response sync(
      @BeanParam OwnerPath path,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body)
      throws IOException, InterruptedException {
    var owner = permission.owner(path);
    var sync =
        intake.read(
            owner,
            body,
            headers.getMediaType(),
            uri.getQueryParameters(),
            input -> accept(owner, input));
    return Response.accepted(SyncBody.of(sync))
        .location(URI.create(Paths.of(owner) + "/syncs/" + sync.id()))
        .cacheControl(Headers.notStored())
        .build();
  }

  private Sync accept(Address owner, SyncInput input) {
    if (!input.now()) {
      checkQueue(owner, input.list().peers().size());
    }
    refuseFullLabels(owner, input);
    var chunks = SyncChunks.of(UUID.randomUUID().toString(), input, caller.actor());
    budgetService.sync(owner, input.list().peers(), chunks.getFirst().event());
    return leave(owner, chunks);
  }

  private void checkQueue(Address owner, int more) {
    var waiting =
        SyncStore.all(partitionOwners.store(SyncStore.NAME, owner), owner).stream()
            .filter(sync -> sync.stage() == Sync.Stage.QUEUED)
            .toList();
    var addresses = waiting.stream().mapToInt(Sync::accepted).sum();
    if (waiting.size() >= MAX_QUEUED_SYNCS || addresses + more > maxQueuedAddresses) {
      throw ProblemException.of(
          Problem.Kind.TOO_LARGE,
          "%d addresses in %d syncs are queued, and this sync exceeds the limit; send syncNow to run them first."
              .formatted(addresses, waiting.size()));
    }
  }

  /**
   * Refuses peers that would exceed the maximum number of labels; the fold would ignore them
   * silently.
   */
  private void refuseFullLabels(Address owner, SyncInput input) {
    var labels = input.options().labels();
    if (!labels.isEmpty()) {
      var store = partitionOwners.store(StateStores.RELATIONS, owner);
      var relations = RelationStore.read(store, owner, input.list().peers());
      input
          .list()
          .refuseIf(
              peer -> !relations.getOrDefault(peer, Relation.NONE).own().hasRoomFor(labels),
              "would have more than " + Limits.LABELS + " labels");
    }
  }

  /** Appends the chunks; waits until all are in the topic and the task has processed the first. */
  private Sync leave(Address owner, List<Chunk> chunks) {
    var id = chunks.getFirst().syncId();
    var first = requests.<Sync>ask(owner, id, RequestCodec.write(chunks.getFirst()));
    var rest =
        chunks.stream()
            .skip(1)
            .map(chunk -> requests.leave(owner, id, RequestCodec.write(chunk)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(rest).join();
    return first.join();
  }
}
