package dev.kith.notifier.session;

import dev.kith.kit.view.Reciprocity;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.delivery.FanOutTopic;
import dev.kith.notifier.live.LiveUpdates;
import dev.kith.notifier.tail.SyncSource;
import dev.kith.notifier.wire.Frames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producer of what all sessions share. */
@ApplicationScoped
public class SessionBeans {

  @Produces
  @Singleton
  SessionContext context(
      LiveUpdates updates,
      SyncSource syncs,
      FanOutTopic topic,
      Reciprocity reciprocity,
      EventLoops eventLoops,
      Frames frames,
      DeliveryMetrics metrics,
      NotifierConfig settings,
      Vertx vertx) {
    return new SessionContext(
        updates,
        syncs,
        () -> id(topic, vertx),
        reciprocity::exact,
        eventLoops,
        frames,
        metrics,
        settings.pendingSubjects());
  }

  /** The broker is asked once, which may take a while. */
  private static Future<String> id(FanOutTopic topic, Vertx vertx) {
    return vertx.executeBlocking(topic::cursorId, false);
  }
}
