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
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.profile.rest.CreationInput.Creation;
import dev.kith.profile.view.StoredProfiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creator of profiles with settings and privacy rules. Settings and rules are appended to the
 * owner's partition before the profile, each event after the previous one was accepted. So the
 * profile is never visible under weaker rules, even if a node fails in between.
 *
 * <p>The profile event expects the version of the rules of its own creation. If two requests create
 * the same address concurrently, the one whose rules were replaced is refused.
 */
@ApplicationScoped
public class ProfileCreation {

  private final Caller caller;
  private final StoredProfiles stored;
  private final PartitionOwners partitionOwners;
  private final Journal journal;

  /**
   * Owners whose creation is not answered yet: settings of a second one would replace the first's.
   */
  private final Set<Address> underWay = ConcurrentHashMap.newKeySet();

  ProfileCreation(
      Caller caller, StoredProfiles stored, PartitionOwners partitionOwners, Journal journal) {
    this.caller = caller;
    this.stored = stored;
    this.partitionOwners = partitionOwners;
    this.journal = journal;
  }

  /**
   * Appends the events of a creation; this node must own the owner's partition.
   *
   * @return fails with {@link ProblemException} 409 if the profile exists or another request
   *     creates it concurrently
   */
  CompletableFuture<Written<Profile>> create(Creation creation) {
    var owner = creation.owner();
    if (!underWay.add(owner)) {
      throw alreadyThere();
    }
    return inOrder(creation).whenComplete((_, _) -> underWay.remove(owner));
  }

  private CompletableFuture<Written<Profile>> inOrder(Creation creation) {
    try {
      if (stored.profile(creation.owner()).isPresent()) {
        throw alreadyThere();
      }
      var actor = caller.actor();
      return settings(creation, actor)
          .thenCompose(_ -> privacy(creation, actor))
          .thenCompose(expected -> profile(creation, expected, actor));
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private CompletableFuture<Position> settings(Creation creation, String actor) {
    if (creation.settings().isEmpty()) {
      return CompletableFuture.completedFuture(Position.NONE);
    }
    var owner = creation.owner();
    var known =
        SettingsStore.read(partitionOwners.store(SettingsStore.NAME, owner), owner).position();
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

  /** The position of the event; fails if the event was refused. */
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
        "This profile exists, or another request is creating it; read it, then change it with PUT or PATCH.");
  }
}
