package dev.kith.profile.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.view.PresenceBody;
import dev.kith.kit.view.ProfileBody;
import dev.kith.kit.view.Reciprocity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Filter that applies reciprocity to presence: a caller who does not show a user exact presence
 * sees only coarse presence of that user. Backends and the owner see exact presence.
 */
@ApplicationScoped
public class PresenceViews {

  private static final String PRESENCE = "presence";

  private final Reciprocity reciprocity;
  private final Caller caller;
  private final ObjectMapper json;

  PresenceViews(Reciprocity reciprocity, Caller caller, ObjectMapper json) {
    this.reciprocity = reciprocity;
    this.caller = caller;
    this.json = json;
  }

  /** Applies reciprocity to one view. */
  public CompletionStage<ViewedProfile> of(ViewedProfile viewedProfile) {
    var viewer = caller.address();
    if (viewedProfile.presence().isEmpty()
        || viewedProfile.view().position().isPresent()
        || viewer.isEmpty()) {
      return CompletableFuture.completedFuture(viewedProfile);
    }
    return reciprocity
        .seen(viewer.get(), viewedProfile.view().address(), viewedProfile.presence().get())
        .thenApply(presence -> new ViewedProfile(viewedProfile.view(), Optional.of(presence)));
  }

  /**
   * Applies reciprocity to many views by address, from this node or others.
   *
   * @param viewer empty for a backend, which sees exact presence
   */
  public CompletionStage<List<Map<String, Object>>> of(
      List<Map<String, Object>> found, Optional<Address> viewer) {
    if (viewer.isEmpty()) {
      return CompletableFuture.completedFuture(found);
    }
    var subjects = new ArrayList<Address>();
    found.forEach(part ->
        part.forEach((address, profile) -> {
          if (isExact(profile) && !address.equals(viewer.get().text())) {
            subjects.add(new Address(address));
          }
        }));
    if (subjects.isEmpty()) {
      return CompletableFuture.completedFuture(found);
    }
    return reciprocity
        .exact(viewer.get(), subjects)
        .thenApply(exact -> {
          makeCoarse(subjects, exact, found);
          return found;
        });
  }

  private void makeCoarse(
      List<Address> subjects, Set<Address> exact, List<Map<String, Object>> found) {
    for (var subject : subjects) {
      if (!exact.contains(subject)) {
        found.forEach(
            part -> part.computeIfPresent(subject.text(), (_, profile) -> rough(profile)));
      }
    }
  }

  private static boolean isExact(Object profile) {
    return switch (profile) {
      case ProfileBody body -> body.presence() != null && body.presence().online() != null;
      case JsonNode node -> node.path(PRESENCE).has("online");
      default -> false;
    };
  }

  private Object rough(Object profile) {
    var node = json.<ObjectNode>valueToTree(profile);
    var presence = json.convertValue(node.path(PRESENCE), PresenceBody.class);
    return node.set(PRESENCE, json.valueToTree(presence.roughly(Instant.now())));
  }
}
