package dev.kith.kit.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.domain.Address;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Relation;
import dev.kith.kit.nodes.NodeForwarder;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Reciprocity rule of presence: a viewer sees the exact presence only of subjects who may see the
 * viewer's exact presence. The viewer's own partition decides, on whichever node it is.
 */
@ApplicationScoped
public class Reciprocity {

  /** Maximum number of subjects of one query. */
  public static final int MOST = 500;

  static final String PATH = Paths.INTERNAL + "/reciprocity";
  static final String VIEWER = "viewer";
  static final String SUBJECTS = "subjects";

  private final PartitionOwners partitionOwners;
  private final NodeForwarder nodeForwarder;

  Reciprocity(PartitionOwners partitionOwners, NodeForwarder nodeForwarder) {
    this.partitionOwners = partitionOwners;
    this.nodeForwarder = nodeForwarder;
  }

  /**
   * Subjects whose exact presence {@code viewer} may see. Reads stores on the calling thread.
   *
   * @return fails with {@link ProblemException} 503 or {@link PartitionOwners.NotHere} while the
   *     viewer's partition does not answer
   */
  public CompletionStage<Set<Address>> exact(Address viewer, Collection<Address> subjects) {
    var owner = partitionOwners.owner(viewer);
    if (owner.isPresent() && !owner.get().isHere()) {
      return there(owner.get(), viewer, subjects);
    }
    try {
      return CompletableFuture.completedFuture(here(viewer, subjects));
    } catch (RuntimeException notNow) {
      return CompletableFuture.failedFuture(notNow);
    }
  }

  /** Presence of {@code subject} as {@code viewer} may see it, given what the subject shows. */
  public CompletionStage<PresenceView> seen(Address viewer, Address subject, PresenceView shown) {
    if (shown instanceof PresenceView.Roughly) {
      return CompletableFuture.completedFuture(shown);
    }
    return exact(viewer, List.of(subject))
        .thenApply(exact -> exact.contains(subject) ? shown : shown.roughly(Instant.now()));
  }

  Set<Address> here(Address viewer, Collection<Address> subjects) {
    var presencePolicy =
        new PresencePolicy(
            viewer,
            ProfileStore.read(partitionOwners.store(StateStores.PROFILES, viewer), viewer),
            SettingsStore.read(partitionOwners.store(SettingsStore.NAME, viewer), viewer));
    var exact = new HashSet<Address>();
    if (presencePolicy.isExact()) {
      var relations =
          RelationStore.read(
              partitionOwners.store(StateStores.RELATIONS, viewer), viewer, subjects);
      for (var subject : subjects) {
        if (presencePolicy.isExactTo(
            subject, relations.getOrDefault(subject, Relation.NONE).own())) {
          exact.add(subject);
        }
      }
    }
    return exact;
  }

  private CompletionStage<Set<Address>> there(
      PartitionOwners.Node node, Address viewer, Collection<Address> subjects) {
    var question = JsonNodeFactory.instance.objectNode().put(VIEWER, viewer.text());
    var list = question.putArray(SUBJECTS);
    subjects.forEach(subject -> list.add(subject.text()));
    return nodeForwarder.question(node, PATH, question, null).thenApply(Reciprocity::read);
  }

  private static Set<Address> read(JsonNode answer) {
    return answer
        .valueStream()
        .map(subject -> new Address(subject.asText()))
        .collect(Collectors.toSet());
  }
}
