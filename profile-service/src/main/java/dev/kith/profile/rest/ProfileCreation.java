package dev.kith.profile.rest;

import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.journal.Written;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.streams.Partitions;
import dev.kith.profile.rest.CreationInput.Creation;
import dev.kith.profile.view.StoredProfiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Creates profiles that have their settings and privacy rules from their first moment: these stand
 * before the profile in the owner's partition, so nobody ever sees it under laxer rules, whatever
 * dies in between. Each event is appended once the one before it was taken.
 *
 * <p>The profile expects the rules of its own creation: of two creations of one address at the same
 * time, the one whose rules were replaced is refused.
 */
@ApplicationScoped
public class ProfileCreation {

  private final Caller caller;
  private final StoredProfiles stored;
  private final Partitions partitions;
  private final Journal journal;

  ProfileCreation(Caller caller, StoredProfiles stored, Partitions partitions, Journal journal) {
    this.caller = caller;
    this.stored = stored;
    this.partitions = partitions;
    this.journal = journal;
  }

  /**
   * Appends what is to be created; the owner's partition has to be on this node.
   *
   * @return fails with {@link ProblemException} 409 if the profile is there, or is created by
   *     another request at the same time
   */
  CompletableFuture<Written<Profile>> create(Creation creation) {
    var owner = creation.owner();
    if (stored.profile(owner).isPresent()) {
      throw alreadyThere();
    }
    var actor = caller.actor();
    return settings(creation, actor)
        .thenCompose(_ -> privacy(creation, actor))
        .thenCompose(expected -> profile(creation, expected, actor));
  }

  private CompletableFuture<Position> settings(Creation creation, String actor) {
    if (creation.settings().isEmpty()) {
      return CompletableFuture.completedFuture(Position.NONE);
    }
    var owner = creation.owner();
    var known = SettingsStore.read(partitions.store(SettingsStore.NAME, owner), owner).position();
    var asked = creation.settings().get();
    var event =
        new SettingsChanged(
            Optional.of(known), asked.autoSync(), asked.restricted(), asked.lastSeen());
    return taken(owner, event, actor);
  }

  private CompletableFuture<Position> privacy(Creation creation, String actor) {
    return creation
        .privacy()
        .map(rules -> new PrivacyChanged(Optional.of(Position.NONE), rules))
        .map(event -> taken(creation.owner(), event, actor))
        .orElseGet(() -> CompletableFuture.completedFuture(Position.NONE));
  }

  private CompletableFuture<Written<Profile>> profile(
      Creation creation, Position expected, String actor) {
    var event =
        new ProfileChanged(Optional.of(expected), Mode.REPLACE, creation.fields(), Set.of());
    return journal.append(creation.owner(), event, actor);
  }

  /** Where the event stands; fails if it was refused. */
  private CompletableFuture<Position> taken(Address owner, JournalEvent event, String actor) {
    return journal
        .append(owner, event, actor)
        .thenApply(written ->
            switch (written) {
              case Written.Pending<Object>(var at) -> at;
              case Written.Folded<Object>(var verdict) -> {
                if (verdict.refusal().isPresent()) {
                  throw alreadyThere();
                }
                yield verdict.at();
              }
            });
  }

  static ProblemException alreadyThere() {
    return ProblemException.of(
        Problem.Kind.ALREADY_EXISTS,
        "This profile exists, or another request creates it now; read it, then change it with PUT or PATCH.");
  }
}
