package dev.kith.notifier.webhook;

import dev.kith.domain.Update;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Webhook as a backend has registered it.
 *
 * @param secrets newest first
 * @param enabled false if a backend has stopped it
 * @param generation incremented whenever it is enabled; an automatic stop applies to its own
 *     generation only
 * @param startsAt offset by partition of {@code kith.updates} at which it begins
 */
public record Webhook(
    String id,
    URI url,
    Set<Update.Kind> kinds,
    Optional<String> description,
    List<SigningSecret> secrets,
    boolean enabled,
    long generation,
    List<Long> startsAt,
    Instant createdAt) {

  private static final int MAX_SECRETS = 5;

  public Webhook {
    kinds = Set.copyOf(kinds);
    secrets = List.copyOf(secrets);
    startsAt = List.copyOf(startsAt);
  }

  public Webhook url(URI newUrl) {
    return new Webhook(
        id, newUrl, kinds, description, secrets, enabled, generation, startsAt, createdAt);
  }

  public Webhook kinds(Set<Update.Kind> newKinds) {
    return new Webhook(
        id, url, newKinds, description, secrets, enabled, generation, startsAt, createdAt);
  }

  public Webhook description(Optional<String> text) {
    return new Webhook(id, url, kinds, text, secrets, enabled, generation, startsAt, createdAt);
  }

  /** Enables it again, also after an automatic stop. */
  public Webhook enable() {
    return new Webhook(
        id, url, kinds, description, secrets, true, generation + 1, startsAt, createdAt);
  }

  public Webhook disable() {
    return new Webhook(
        id, url, kinds, description, secrets, false, generation, startsAt, createdAt);
  }

  /** Adds a new secret in front; the present ones sign for a while longer. */
  public Webhook rotate(SigningSecret signingSecret, Instant now, Duration overlap) {
    var good =
        Stream.concat(
                Stream.of(signingSecret),
                secrets.stream()
                    .filter(old -> old.signsAt(now))
                    .map(old -> old.until(now.plus(overlap))))
            .limit(MAX_SECRETS)
            .toList();
    return new Webhook(id, url, kinds, description, good, enabled, generation, startsAt, createdAt);
  }
}
