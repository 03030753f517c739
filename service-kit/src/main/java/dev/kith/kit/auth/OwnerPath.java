package dev.kith.kit.auth;

import jakarta.ws.rs.PathParam;

/**
 * Owner as a path under {@code /v1/users} or {@code /v1/groups} names it, for {@code @BeanParam};
 * see {@link Permission#owner}.
 *
 * @param kind {@code users} or {@code groups}
 * @param address address of a user, {@code me}, or id of a group
 */
public record OwnerPath(@PathParam("kind") String kind, @PathParam("address") String address) {}
