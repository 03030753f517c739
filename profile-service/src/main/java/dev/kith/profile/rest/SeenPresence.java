package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.domain.Address;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.PresenceBody;
import dev.kith.kit.http.ProfileBody;
import dev.kith.kit.http.Reciprocity;
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
 * Makes rough what a caller may know only roughly: the presence of those whom the caller does not
 * let know exactly. Backends know everything, and everybody knows themselves.
 */
@ApplicationScoped
public class SeenPresence {

  private static final String PRESENCE = "presence";

  private final Reciprocity reciprocity;
  private final Caller caller;
  private final ObjectMapper json;

  SeenPresence(Reciprocity reciprocity, Caller caller, ObjectMapper json) {
    this.reciprocity = reciprocity;
    this.caller = caller;
    this.json = json;
  }

  /** One of them, which the caller sees not as a whole. */
  CompletionStage<Seen> of(Seen seen) {
    var viewer = caller.address();
    if (seen.presence().isEmpty() || seen.view().position().isPresent() || viewer.isEmpty()) {
      return CompletableFuture.completedFuture(seen);
    }
    return reciprocity
        .seen(viewer.get(), seen.view().address(), seen.presence().get())
        .thenApply(presence -> new Seen(seen.view(), Optional.of(presence)));
  }

  /**
   * Many of them, by address, as this node or another one found them.
   *
   * @param viewer nobody: a backend, who sees all as it is
   */
  CompletionStage<List<Map<String, Object>>> of(
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
          rough(subjects, exact, found);
          return found;
        });
  }

  private void rough(List<Address> subjects, Set<Address> exact, List<Map<String, Object>> found) {
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
