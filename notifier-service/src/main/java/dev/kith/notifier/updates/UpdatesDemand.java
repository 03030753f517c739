package dev.kith.notifier.updates;

import dev.kith.notifier.NotifierConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Demand for {@code kith.updates}, as this node knows it: updates are wanted by the setting, or
 * while a webhook is registered. Each node writes a request at its start and after each change, so
 * the node that learns of a change last writes last.
 */
@ApplicationScoped
public class UpdatesDemand {

  private static final Logger LOG = LoggerFactory.getLogger(UpdatesDemand.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final UpdatesRequest request;
  private final boolean isAlwaysWanted;
  private final Executor later;
  private boolean isWanted;

  /** What was requested last; empty at the start and after a failure. */
  private Optional<Boolean> requested = Optional.empty();

  @Inject
  UpdatesDemand(NotifierConfig settings, UpdatesRequest request) {
    this(
        settings.updatesTopic(),
        request,
        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * Creates the demand of a node.
   *
   * @param later runs the next attempt after a failure
   */
  UpdatesDemand(boolean isAlwaysWanted, UpdatesRequest request, Executor later) {
    this.isAlwaysWanted = isAlwaysWanted;
    this.request = request;
    this.later = later;
  }

  /**
   * Requests updates for a webhook that is about to be registered. Its progress begins behind the
   * end that {@code kith.updates} has once this completes: from the request on nothing is missed.
   */
  public synchronized CompletableFuture<Void> want() {
    requested = Optional.empty();
    return request.write(true);
  }

  /** Takes the number of webhooks that are registered, once all are known and at each change. */
  public synchronized void follow(int webhooks) {
    isWanted = isAlwaysWanted || webhooks > 0;
    requestIfChanged();
  }

  private synchronized void requestIfChanged() {
    if (requested.equals(Optional.of(isWanted))) {
      return;
    }
    requested = Optional.of(isWanted);
    var _ = request.write(isWanted).exceptionally(this::failed);
  }

  private synchronized @Nullable Void failed(Throwable failure) {
    LOG.warn("The request about kith.updates was not written and is repeated", failure);
    requested = Optional.empty();
    later.execute(this::requestIfChanged);
    return null;
  }
}
