package dev.kith.notifier.book;

import dev.kith.kit.auth.Caller;
import dev.kith.kit.nodes.NodesOnly;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.notifier.replica.reader.NotServed;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Internal resource: the recent peers of a user whose journal partition is on this node. */
@NodesOnly
@Path(RecentPeersResource.PATH)
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class RecentPeersResource {

  static final String PATH = Paths.INTERNAL + "/recents";

  private final RecentPeers recentPeers;

  RecentPeersResource(RecentPeers recentPeers) {
    this.recentPeers = recentPeers;
  }

  @GET
  @Blocking
  public List<RecentPeers.PeerBody> of(@QueryParam("user") String user) {
    try {
      return RecentPeers.bodies(recentPeers.here(Caller.user(user, "user")));
    } catch (NotServed notServed) {
      throw ProblemException.of(Problem.Kind.NOT_READY, String.valueOf(notServed.getMessage()));
    }
  }
}
