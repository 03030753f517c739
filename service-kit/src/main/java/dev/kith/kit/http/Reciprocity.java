package dev.kith.kit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.domain.Address;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Relation;
import dev.kith.domain.Showing;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.streams.ProfileStore;
import dev.kith.kit.streams.RelationStore;
import dev.kith.kit.streams.SettingsStore;
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
 * Whose presence a viewer may know exactly: only that of those whom the viewer lets know exactly,
 * too. The viewer's own partition knows, wherever it is.
 */
@ApplicationScoped
public class Reciprocity {

  /** Subjects of one question. */
  public static final int MOST = 500;

  static final String PATH = Paths.INTERNAL + "/reciprocity";
  static final String VIEWER = "viewer";
  static final String SUBJECTS = "subjects";

  private final Partitions partitions;
  private final PassOn passOn;

  Reciprocity(Partitions partitions, PassOn passOn) {
    this.partitions = partitions;
    this.passOn = passOn;
  }

  /**
   * Those of the subjects whose presence {@code viewer} may know exactly. Reads stores on the
   * calling thread.
   *
   * @return fails with {@link ProblemException} 503 or {@link Partitions.NotHere} while the
   *     viewer's partition does not answer
   */
  public CompletionStage<Set<Address>> exact(Address viewer, Collection<Address> subjects) {
    var owner = partitions.owner(viewer);
    if (owner.isPresent() && !owner.get().isHere()) {
      return there(owner.get(), viewer, subjects);
    }
    try {
      return CompletableFuture.completedFuture(here(viewer, subjects));
    } catch (RuntimeException notNow) {
      return CompletableFuture.failedFuture(notNow);
    }
  }

  /** What {@code viewer} sees of what {@code subject} shows. */
  public CompletionStage<PresenceView> seen(Address viewer, Address subject, PresenceView shown) {
    if (shown instanceof PresenceView.Roughly) {
      return CompletableFuture.completedFuture(shown);
    }
    return exact(viewer, List.of(subject))
        .thenApply(exact -> exact.contains(subject) ? shown : shown.roughly(Instant.now()));
  }

  Set<Address> here(Address viewer, Collection<Address> subjects) {
    var showing =
        new Showing(
            viewer,
            ProfileStore.read(partitions.store(KithStores.PROFILES, viewer), viewer),
            SettingsStore.read(partitions.store(SettingsStore.NAME, viewer), viewer));
    var exact = new HashSet<Address>();
    if (showing.isExact()) {
      var relations =
          RelationStore.read(partitions.store(KithStores.RELATIONS, viewer), viewer, subjects);
      for (var subject : subjects) {
        if (showing.isExactTo(subject, relations.getOrDefault(subject, Relation.NONE).own())) {
          exact.add(subject);
        }
      }
    }
    return exact;
  }

  private CompletionStage<Set<Address>> there(
      Partitions.Node node, Address viewer, Collection<Address> subjects) {
    var question = JsonNodeFactory.instance.objectNode().put(VIEWER, viewer.text());
    var list = question.putArray(SUBJECTS);
    subjects.forEach(subject -> list.add(subject.text()));
    return passOn.question(node, PATH, question, null).thenApply(Reciprocity::read);
  }

  private static Set<Address> read(JsonNode answer) {
    return answer
        .valueStream()
        .map(subject -> new Address(subject.asText()))
        .collect(Collectors.toSet());
  }
}
