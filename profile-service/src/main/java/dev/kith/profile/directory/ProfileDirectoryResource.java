package dev.kith.profile.directory;

import dev.kith.kit.auth.Caller;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.nodes.NodeForwarder;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** REST resource that lists all profiles completely, sorted, for backends. */
@Path(ProfileDirectoryResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ProfileDirectoryResource {

  /**
   * The $ prevents this path from matching as a prefix of others, which would turn their 405 into
   * 404.
   */
  static final String PATH = "/{list:v1/profiles$}";

  private final Caller caller;
  private final PartitionOwners partitionOwners;
  private final ProfileDirectory profileDirectory;
  private final PageCursors cursors;

  ProfileDirectoryResource(
      Caller caller,
      PartitionOwners partitionOwners,
      ProfileDirectory profileDirectory,
      PageCursors cursors) {
    this.caller = caller;
    this.partitionOwners = partitionOwners;
    this.profileDirectory = profileDirectory;
    this.cursors = cursors;
  }

  /**
   * Returns a page.
   *
   * @param ofNode restricts the page to these partitions; used by other nodes of the service, on
   *     behalf of their caller
   */
  @GET
  @Blocking
  public CompletionStage<Response> list(
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("partitions") @Nullable String ofNode,
      @Context HttpHeaders headers) {
    if (!caller.isBackend()) {
      throw Caller.backendOnly();
    }
    var numbers =
        NodeForwarder.isPassedOn(headers) && ofNode != null
            ? numbers(ofNode)
            : IntStream.range(0, partitionOwners.count()).boxed().toList();
    return profileDirectory
        .page(DirectoryQuery.of(cursors, sort, limit, cursor), numbers, headers)
        .thenApply(page -> Response.ok(page).cacheControl(Headers.notStored()).build());
  }

  /** Path at which another node returns its part of a page. */
  static String path(DirectoryQuery query, List<Integer> partitionOwners) {
    var numbers = partitionOwners.stream().map(String::valueOf).collect(Collectors.joining(","));
    return "/v1/profiles?" + query.parameters() + "&partitions=" + numbers;
  }

  private static List<Integer> numbers(String text) {
    try {
      return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
    } catch (NumberFormatException notNumbers) {
      throw JsonFields.invalid("partitions", "must be a comma-separated list of numbers");
    }
  }
}
