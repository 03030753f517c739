package dev.kith.contactgraph.query;

import dev.kith.kit.auth.OwnerPath;
import jakarta.ws.rs.PathParam;

/**
 * Owner and peer as a path names them, for {@code @BeanParam}; see {@link RelationAccess#pair}.
 *
 * @param kind {@code users} or {@code groups}
 */
public record PairPath(
    @PathParam("kind") String kind,
    @PathParam("address") String address,
    @PathParam("peer") String peer) {

  OwnerPath owner() {
    return new OwnerPath(kind, address);
  }
}
