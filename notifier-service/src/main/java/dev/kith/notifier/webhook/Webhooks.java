package dev.kith.notifier.webhook;

import dev.kith.domain.Update;
import dev.kith.kit.http.Problem;
import dev.kith.kit.http.ProblemException;
import dev.kith.kit.journal.NotAppended;
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
 * The webhooks that there are, for whoever answers about them. Each question and each change comes
 * after all that any node has written; of two changes of one webhook on two nodes at the same
 * moment the later counts.
 */
@ApplicationScoped
public class Webhooks {

  private static final long WAIT_SECONDS = 5;

  private final WebhookTail tail;
  private final Ledger ledger;
  private final UpdateOffsets offsets;
  private final Sender sender;
  private final int most;
  private final Duration secretOverlap;
  private final ReentrantLock changing = new ReentrantLock();

  Webhooks(
      WebhookTail tail,
      Ledger ledger,
      UpdateOffsets offsets,
      Sender sender,
      WebhookSettings settings) {
    this.tail = tail;
    this.ledger = ledger;
    this.offsets = offsets;
    this.sender = sender;
    this.most = settings.most();
    this.secretOverlap = settings.secretOverlap();
  }

  /** What a backend asks for. */
  public record Wanted(URI url, Set<Update.Kind> kinds, Optional<String> description) {}

  /** The oldest first. */
  public Collection<Registration> all() {
    return current().values();
  }

  /**
   * One of them.
   *
   * @throws ProblemException 404 if there is none of that id
   */
  public Registration get(String id) {
    return find(id);
  }

  /** How many records of {@code kith.updates} it has still to read. */
  public long lag(Registration registration) {
    return await(offsets.lag(registration));
  }

  /** From now on the wanted updates are sent; what was before is not. */
  public Registration create(Wanted wanted, String actor) {
    changing.lock();
    try {
      if (current().size() >= most) {
        throw ProblemException.of(
            Problem.Kind.TOO_MANY_WEBHOOKS,
            "There are %d already, as many as may be; delete one first.".formatted(most));
      }
      var webhook =
          new Webhook(
              "wh_" + UUID.randomUUID().toString().replace("-", ""),
              wanted.url(),
              wanted.kinds(),
              wanted.description(),
              List.of(Secret.random()),
              true,
              1,
              await(offsets.ends()),
              Instant.now());
      return write(webhook, actor);
    } finally {
      changing.unlock();
    }
  }

  /** As {@code change} makes it of what it is now. */
  public Registration change(String id, UnaryOperator<Webhook> change, String actor) {
    changing.lock();
    try {
      return write(change.apply(find(id).webhook()), actor);
    } finally {
      changing.unlock();
    }
  }

  /** Gives it a new secret, the first of those it has then. */
  public Registration rotate(String id, String actor) {
    return change(
        id, webhook -> webhook.rotate(Secret.random(), Instant.now(), secretOverlap), actor);
  }

  public void delete(String id) {
    changing.lock();
    try {
      await(ledger.delete(find(id)));
      await(tail.upToDate());
    } finally {
      changing.unlock();
    }
  }

  /** Sends a request without updates, once, whatever the state. */
  public CompletableFuture<Outcome> tryOut(String id) {
    var webhook = find(id).webhook();
    var batch = new Batch("msg_test_" + UUID.randomUUID(), Batching.TEST, 0, 0);
    return sender.send(webhook, batch);
  }

  private Registration write(Webhook webhook, String actor) {
    await(ledger.write(webhook, actor));
    return find(webhook.id());
  }

  private Registration find(String id) {
    var found = current().get(id);
    if (found == null) {
      throw ProblemException.notFound();
    }
    return found;
  }

  private Map<String, Registration> current() {
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
