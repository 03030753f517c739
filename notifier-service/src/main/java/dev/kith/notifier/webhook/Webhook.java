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
 * A webhook as a backend has registered it.
 *
 * @param secrets the newest first
 * @param enabled false: a backend has stopped it
 * @param generation one more each time it is enabled: what ended an earlier one does not end this
 * @param startsAt by partition of {@code kith.updates}, where it begins
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

  private static final int MOST_SECRETS = 5;

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

  /** From now on it is sent to again, whatever ended it. */
  public Webhook enable() {
    return new Webhook(
        id, url, kinds, description, secrets, true, generation + 1, startsAt, createdAt);
  }

  public Webhook disable() {
    return new Webhook(
        id, url, kinds, description, secrets, false, generation, startsAt, createdAt);
  }

  /** A new secret comes first; those it had sign for a while yet. */
  public Webhook rotate(SigningSecret signingSecret, Instant now, Duration overlap) {
    var good =
        Stream.concat(
                Stream.of(signingSecret),
                secrets.stream()
                    .filter(old -> old.signsAt(now))
                    .map(old -> old.until(now.plus(overlap))))
            .limit(MOST_SECRETS)
            .toList();
    return new Webhook(id, url, kinds, description, good, enabled, generation, startsAt, createdAt);
  }
}
