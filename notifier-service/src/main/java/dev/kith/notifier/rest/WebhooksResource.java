package dev.kith.notifier.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.http.Page;
import dev.kith.kit.problem.Headers;
import dev.kith.notifier.webhook.WebhookRegistration;
import dev.kith.notifier.webhook.delivery.DeliveryOutcome;
import dev.kith.notifier.webhook.service.WebhookService;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Resource {@code /v1/webhooks}: registration of webhooks, their state and their secrets. */
@Path("/v1/webhooks")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class WebhooksResource {

  private final WebhookService webhookService;
  private final WebhookInput input;
  private final Caller caller;

  WebhooksResource(WebhookService webhookService, WebhookInput input, Caller caller) {
    this.webhookService = webhookService;
    this.input = input;
    this.caller = caller;
  }

  /** Result of a test request. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tried(boolean taken, @Nullable String cause) {
    static Tried of(DeliveryOutcome deliveryOutcome) {
      return switch (deliveryOutcome) {
        case DeliveryOutcome.Taken _ -> new Tried(true, null);
        case DeliveryOutcome.Failed failed -> new Tried(false, failed.cause());
        case DeliveryOutcome.Gone _ -> new Tried(false, "The receiver answered 410");
      };
    }
  }

  @GET
  public Response list() {
    backendOnly();
    return ok(new Page<>(webhookService.all().stream().map(this::body).toList(), null));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@Nullable JsonNode body) {
    backendOnly();
    var created = webhookService.create(input.wanted(body), caller.actor());
    return Response.created(URI.create("/v1/webhooks/" + created.webhook().id()))
        .entity(WebhookBody.withSecret(created, webhookService.lag(created)))
        .cacheControl(Headers.notStored())
        .build();
  }

  @GET
  @Path("/{id:[^/:]+}")
  public Response get(@PathParam("id") String id) {
    backendOnly();
    return ok(body(webhookService.get(id)));
  }

  /** Changes the fields that the body names; {@code enabled: true} resumes a stopped webhook. */
  @PATCH
  @Path("/{id:[^/:]+}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  public Response patch(@PathParam("id") String id, @Nullable JsonNode body) {
    backendOnly();
    return ok(body(webhookService.change(id, input.change(body), caller.actor())));
  }

  @DELETE
  @Path("/{id:[^/:]+}")
  public Response delete(@PathParam("id") String id) {
    backendOnly();
    webhookService.delete(id);
    return Response.noContent().cacheControl(Headers.notStored()).build();
  }

  /** Creates a new secret; the old one also signs for a while. */
  @POST
  @Path("/{id:[^/:]+}:rotate")
  public Response rotate(@PathParam("id") String id) {
    backendOnly();
    var rotated = webhookService.rotate(id, caller.actor());
    return ok(WebhookBody.withSecret(rotated, webhookService.lag(rotated)));
  }

  /** Sends a request without updates, and returns its outcome. */
  @POST
  @Path("/{id:[^/:]+}:test")
  public Response test(@PathParam("id") String id) {
    backendOnly();
    return ok(Tried.of(webhookService.tryOut(id).join()));
  }

  private void backendOnly() {
    if (!caller.isBackend()) {
      throw Caller.backendOnly();
    }
  }

  private WebhookBody body(WebhookRegistration webhookRegistration) {
    return WebhookBody.of(webhookRegistration, webhookService.lag(webhookRegistration));
  }

  private static Response ok(Object body) {
    return Response.ok(body).cacheControl(Headers.notStored()).build();
  }
}
