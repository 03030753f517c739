package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Position;
import dev.kith.domain.Settings;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.consistency.ReadBarrier;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.kit.view.SettingsInput;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * REST resource of an owner's settings; without any event they are the defaults and have no
 * version.
 */
@Path("/v1/{kind}/{address}/settings")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {

  private final Caller caller;
  private final Permission permission;
  private final PartitionOwners partitionOwners;
  private final Journal journal;
  private final ReadBarrier barrier;

  SettingsResource(
      Caller caller,
      Permission permission,
      PartitionOwners partitionOwners,
      Journal journal,
      ReadBarrier barrier) {
    this.caller = caller;
    this.permission = permission;
    this.partitionOwners = partitionOwners;
    this.journal = journal;
    this.barrier = barrier;
  }

  record Body(boolean autoSync, boolean restricted, String lastSeen) {
    static Body of(Settings settings) {
      return new Body(settings.autoSync(), settings.restricted(), settings.lastSeen().text());
    }
  }

  @GET
  @NonBlocking
  public Response get(@BeanParam OwnerPath path, @Context HttpHeaders headers) {
    var owner = permission.owner(path);
    var settings = SettingsStore.read(partitionOwners.store(SettingsStore.NAME, owner), owner);
    var answer = Response.ok(Body.of(settings));
    if (!settings.position().equals(Position.NONE)) {
      var tag = new EntityTag(settings.position().toString());
      answer = (Preconditions.isKnown(headers, tag) ? Response.notModified() : answer).tag(tag);
    }
    return answer.cacheControl(Headers.revalidated()).build();
  }

  /** Changes the fields in the body. */
  @PATCH
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  public CompletionStage<Response> patch(
      @BeanParam OwnerPath path, @Context HttpHeaders headers, @Nullable JsonNode body) {
    var owner = permission.owner(path);
    var expects =
        Preconditions.expects(
            headers,
            () -> {
              var settings =
                  SettingsStore.read(partitionOwners.store(SettingsStore.NAME, owner), owner);
              return new Preconditions.Current(
                  settings.position(), !settings.position().equals(Position.NONE));
            });
    var event = SettingsInput.patch(expects, caller.isBackend(), body);
    return journal
        .<Settings>append(owner, event, caller.actor())
        .thenCompose(written ->
            barrier.answer(
                owner,
                written,
                headers,
                verdict ->
                    WriteResponses.written(
                        200, verdict.state().position(), verdict.at(), Body.of(verdict.state()))));
  }
}
