package dev.kith.profile.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Fields;
import dev.kith.domain.Profile;
import dev.kith.domain.View;
import dev.kith.kit.http.Page;
import dev.kith.kit.nodes.NodeForwarder;
import dev.kith.kit.nodes.ScatterGather;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.kit.view.ProfileBody;
import dev.kith.profile.streams.DirectoryIndex;
import dev.kith.profile.view.StoredProfiles;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/**
 * Paged list of all profiles, sorted. Each partition has an index in that order, so that a page
 * reads at most its own length from each partition, independent of the number of profiles.
 */
@Singleton
public class ProfileDirectory {

  private final StoredProfiles stored;
  private final PartitionOwners partitionOwners;
  private final ScatterGather scatterGather;
  private final NodeForwarder nodeForwarder;

  ProfileDirectory(
      StoredProfiles stored,
      PartitionOwners partitionOwners,
      ScatterGather scatterGather,
      NodeForwarder nodeForwarder) {
    this.stored = stored;
    this.partitionOwners = partitionOwners;
    this.scatterGather = scatterGather;
    this.nodeForwarder = nodeForwarder;
  }

  /** A profile as JSON, with its key in the order. */
  private record Item(Bytes key, Object profile) {}

  /** One node's part of a page; {@code more} if the node has further profiles. */
  private record Part(List<Item> items, boolean more) {}

  /** Returns the page over the given partitions. */
  CompletionStage<Page<Object>> page(
      DirectoryQuery query, List<Integer> numbers, HttpHeaders headers) {
    return scatterGather
        .<Integer, Part>gather(
            numbers,
            Integer::intValue,
            headers,
            its -> here(query, its),
            (node, its) ->
                nodeForwarder
                    .part(node, ProfileDirectoryResource.path(query, its), headers, null)
                    .thenApply(page -> there(query, page)))
        .thenApply(parts -> page(query, parts));
  }

  private Part here(DirectoryQuery query, List<Integer> numbers) {
    var keys =
        numbers.stream()
            .flatMap(number -> keys(query, number))
            .sorted()
            .limit(query.limit() + 1L)
            .toList();
    var items =
        keys.stream().limit(query.limit()).flatMap(key -> item(query, key).stream()).toList();
    return new Part(items, keys.size() > query.limit());
  }

  private Stream<Bytes> keys(DirectoryQuery query, int partition) {
    var keys = new ArrayList<Bytes>();
    var index = partitionOwners.store(DirectoryIndex.NAME, partition);
    try (var entries = index.range(query.from(), query.order().end())) {
      while (entries.hasNext() && keys.size() <= query.limit()) {
        keys.add(entries.next().key);
      }
    }
    return keys.stream();
  }

  /** Empty if the profile's key has changed since the index was read. */
  private Optional<Item> item(DirectoryQuery query, Bytes key) {
    var owner = query.order().address(key);
    return Optional.of(stored.profile(owner))
        .filter(Profile::isPresent)
        .filter(there -> query.order().key(owner.text(), there.fields().name()).equals(key))
        .map(there -> new Item(key, ProfileBody.of(View.whole(owner, there))));
  }

  private static Part there(DirectoryQuery query, JsonNode page) {
    var items =
        page.path("items")
            .valueStream()
            .map(profile -> new Item(key(query, profile), profile))
            .toList();
    return new Part(items, page.has("next"));
  }

  private static Bytes key(DirectoryQuery query, JsonNode profile) {
    var name = Optional.ofNullable(profile.path(Fields.NAME).textValue());
    return query.order().key(profile.path("address").asText(), name);
  }

  private static Page<Object> page(DirectoryQuery query, List<Part> parts) {
    var all =
        parts.stream()
            .flatMap(part -> part.items().stream())
            .sorted(Comparator.comparing(Item::key))
            .toList();
    var page = all.subList(0, Math.min(query.limit(), all.size()));
    var isLast = page.size() == all.size() && parts.stream().noneMatch(Part::more);
    var next = isLast || page.isEmpty() ? null : query.cursor(page.getLast().key());
    return new Page<>(page.stream().map(Item::profile).toList(), next);
  }
}
