package dev.kith.notifier.webhook;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A webhook's thread on this node: one courier after the other, for one that failed a new one. */
final class Post {

  private static final Logger LOG = LoggerFactory.getLogger(Post.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

  private final CourierParts parts;
  private final Optional<Post> before;
  private final Thread thread;
  private Registration registration;
  private @Nullable Courier courier;
  private boolean stopped;

  private Post(Registration registration, CourierParts parts, Optional<Post> before) {
    this.registration = registration;
    this.parts = parts;
    this.before = before;
    this.thread =
        Thread.ofPlatform().name("webhook-" + registration.webhook().id()).unstarted(this::run);
  }

  /** Begins when the one before it has ended: a node is a member of a group once. */
  static Post start(Registration registration, CourierParts parts, Optional<Post> before) {
    var post = new Post(registration, parts, before);
    post.thread.start();
    return post;
  }

  /** False if it is stopped, so that another has to be started. */
  synchronized boolean follow(Registration newer) {
    registration = newer;
    if (courier != null && !stopped) {
      courier.follow(newer);
    }
    return !stopped;
  }

  synchronized void stop() {
    stopped = true;
    if (courier != null) {
      courier.stop();
    }
  }

  boolean hasEnded() {
    return !thread.isAlive();
  }

  void awaitEnd(Duration within) throws InterruptedException {
    thread.join(within);
  }

  private void run() {
    try {
      if (before.isPresent()) {
        before.get().thread.join();
      }
      var next = newCourier();
      while (next.isPresent()) {
        deliver(next.get());
        next = newCourier();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Courier delivering) throws InterruptedException {
    try {
      delivering.run();
    } catch (RuntimeException failure) {
      if (!isStopped()) {
        LOG.error("Webhook {} starts over", registration.webhook().id(), failure);
        Thread.sleep(PAUSE_AFTER_FAILURE);
      }
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private synchronized Optional<Courier> newCourier() {
    if (stopped) {
      return Optional.empty();
    }
    var consumer =
        new KafkaConsumer<>(
            parts.consumer(registration.webhook().id()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    courier = new Courier(registration, parts, consumer);
    return Optional.of(courier);
  }
}
