package dev.kith.notifier.replica.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.nodes.NodesOnly;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Internal resource: what the delivery partitions of this node hold of one viewer. */
@NodesOnly
@Path(ReplicaPageResource.PATH)
@PermitAll
@Produces(MediaType.APPLICATION_OCTET_STREAM)
public class ReplicaPageResource {

  static final String PATH = Paths.INTERNAL + "/replicas";
  static final String VIEWER = "viewer";
  static final String SUBJECTS = "subjects";

  /** Subjects of one request: more than the recent peers of a user. */
  static final int MOST = 1_000;

  private final LocalReplicas replicas;

  ReplicaPageResource(LocalReplicas replicas) {
    this.replicas = replicas;
  }

  /** A page, as {@link ReplicaReader#page} describes it. */
  @GET
  @Blocking
  public byte[] page(
      @QueryParam(VIEWER) String viewer,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") int limit) {
    return answer(() ->
        replicas.page(
            Caller.user(viewer, VIEWER),
            Optional.ofNullable(after).map(subject -> Caller.anyone(subject, "after")),
            limit));
  }

  /** Some subjects, as {@link ReplicaReader#some} describes it. */
  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] some(@Nullable JsonNode question) {
    var json = JsonFields.of(question, Set.of(VIEWER, SUBJECTS));
    var viewer =
        json.text(VIEWER, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(VIEWER, "is missing"));
    var subjects =
        json.texts(SUBJECTS, MOST, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(SUBJECTS, "is missing"));
    return answer(() ->
        replicas.some(
            Caller.user(viewer, VIEWER),
            subjects.stream().map(subject -> Caller.anyone(subject, SUBJECTS)).toList()));
  }

  private static byte[] answer(Supplier<ReplicaPage> read) {
    try {
      return ReplicaPageCodec.write(read.get());
    } catch (NotServed notServed) {
      throw ProblemException.of(Problem.Kind.NOT_READY, String.valueOf(notServed.getMessage()));
    }
  }
}
