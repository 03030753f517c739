package dev.kith.notifier.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Has one {@link Post} for each webhook that is sent to; the tail's thread touches it. */
@ApplicationScoped
public class Couriers {

  private static final Duration END_WITHIN = Duration.ofSeconds(8);

  private final CourierParts parts;
  private final Map<String, Post> posts = new HashMap<>();

  Couriers(CourierParts parts) {
    this.parts = parts;
  }

  /** Starts and stops as it is registered now. */
  synchronized void follow(Map<String, Registration> all) {
    posts.forEach((id, post) -> {
      var registration = all.get(id);
      if (registration == null || !registration.isSentTo()) {
        post.stop();
      }
    });
    all.forEach((id, registration) -> {
      if (registration.isSentTo()) {
        posts.compute(id, (_, post) -> following(registration, Optional.ofNullable(post)));
      }
    });
    posts.values().removeIf(Post::hasEnded);
  }

  private Post following(Registration registration, Optional<Post> post) {
    if (post.isPresent() && post.get().follow(registration)) {
      return post.get();
    }
    return Post.start(registration, parts, post);
  }

  /** All at once, and then waits for them. */
  synchronized void stopAll() throws InterruptedException {
    posts.values().forEach(Post::stop);
    var deadline = System.nanoTime() + END_WITHIN.toNanos();
    for (var post : posts.values()) {
      post.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
  }
}
