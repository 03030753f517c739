package dev.kith.notifier.webhook.service;

import dev.kith.domain.Update;
import dev.kith.kit.journal.NotAppended;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.notifier.updates.UpdatesDemand;
import dev.kith.notifier.webhook.SigningSecret;
import dev.kith.notifier.webhook.Webhook;
import dev.kith.notifier.webhook.WebhookConfig;
import dev.kith.notifier.webhook.WebhookLog;
import dev.kith.notifier.webhook.WebhookRegistration;
import dev.kith.notifier.webhook.delivery.DeliveryBatch;
import dev.kith.notifier.webhook.delivery.DeliveryBatcher;
import dev.kith.notifier.webhook.delivery.DeliveryOutcome;
import dev.kith.notifier.webhook.delivery.UpdateOffsets;
import dev.kith.notifier.webhook.delivery.WebhookSender;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Operations of the webhooks API. Each one first waits until this node has read everything that any
 * node has written. Of two simultaneous changes to a webhook on two nodes, the later one wins.
 */
@ApplicationScoped
public class WebhookService {

  private static final long WAIT_SECONDS = 5;

  private final WebhookTail tail;
  private final WebhookLog webhookLog;
  private final UpdateOffsets offsets;
  private final WebhookSender webhookSender;
  private final UpdatesDemand updatesDemand;
  private final int maxWebhooks;
  private final Duration secretOverlap;
  private final ReentrantLock changing = new ReentrantLock();

  WebhookService(
      WebhookTail tail,
      WebhookLog webhookLog,
      UpdateOffsets offsets,
      WebhookSender webhookSender,
      UpdatesDemand updatesDemand,
      WebhookConfig settings) {
    this.tail = tail;
    this.webhookLog = webhookLog;
    this.offsets = offsets;
    this.webhookSender = webhookSender;
    this.updatesDemand = updatesDemand;
    this.maxWebhooks = settings.maxWebhooks();
    this.secretOverlap = settings.secretOverlap();
  }

  /** Request of a backend for a new webhook. */
  public record Wanted(URI url, Set<Update.Kind> kinds, Optional<String> description) {}

  /** Returns all webhooks, oldest first. */
  public Collection<WebhookRegistration> all() {
    return current().values();
  }

  /**
   * Returns one webhook.
   *
   * @throws ProblemException 404 if there is none with that id
   */
  public WebhookRegistration get(String id) {
    return find(id);
  }

  /** Returns how many records of {@code kith.updates} it has not read yet. */
  public long lag(WebhookRegistration webhookRegistration) {
    return await(offsets.lag(webhookRegistration));
  }

  /** Registers a webhook for updates from now on; earlier ones are not sent. */
  public WebhookRegistration create(Wanted wanted, String actor) {
    changing.lock();
    try {
      if (current().size() >= maxWebhooks) {
        throw ProblemException.of(
            Problem.Kind.TOO_MANY_WEBHOOKS,
            "%d webhooks are registered, which is the maximum; delete one first."
                .formatted(maxWebhooks));
      }
      await(updatesDemand.want());
      return write(newWebhook(wanted), actor);
    } catch (ProblemException | NotAppended failure) {
      // without the webhook, updates may not be wanted
      updatesDemand.follow(tail.all().size());
      throw failure;
    } finally {
      changing.unlock();
    }
  }

  private Webhook newWebhook(Wanted wanted) {
    return new Webhook(
        "wh_" + UUID.randomUUID().toString().replace("-", ""),
        wanted.url(),
        wanted.kinds(),
        wanted.description(),
        List.of(SigningSecret.random()),
        true,
        1,
        await(offsets.ends()),
        Instant.now());
  }

  /** Applies a change to the present state of a webhook. */
  public WebhookRegistration change(String id, UnaryOperator<Webhook> change, String actor) {
    changing.lock();
    try {
      return write(change.apply(find(id).webhook()), actor);
    } finally {
      changing.unlock();
    }
  }

  /** Adds a new secret, which becomes the first one. */
  public WebhookRegistration rotate(String id, String actor) {
    return change(
        id, webhook -> webhook.rotate(SigningSecret.random(), Instant.now(), secretOverlap), actor);
  }

  public void delete(String id) {
    changing.lock();
    try {
      await(webhookLog.delete(find(id)));
      await(tail.upToDate());
    } finally {
      changing.unlock();
    }
  }

  /** Sends one request without updates, in any state of the webhook. */
  public CompletableFuture<DeliveryOutcome> tryOut(String id) {
    var webhook = find(id).webhook();
    var deliveryBatch =
        new DeliveryBatch("msg_test_" + UUID.randomUUID(), DeliveryBatcher.TEST, 0, 0);
    return webhookSender.send(webhook, deliveryBatch);
  }

  private WebhookRegistration write(Webhook webhook, String actor) {
    await(webhookLog.write(webhook, actor));
    return find(webhook.id());
  }

  private WebhookRegistration find(String id) {
    var found = current().get(id);
    if (found == null) {
      throw ProblemException.notFound();
    }
    return found;
  }

  private Map<String, WebhookRegistration> current() {
    await(tail.upToDate());
    return tail.all();
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.copy().orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof NotAppended notAppended) {
        throw notAppended;
      }
      throw ProblemException.of(
          Problem.Kind.NOT_READY,
          "The webhooks cannot be read or written at the moment. " + Problem.READ_FIRST);
    }
  }
}
