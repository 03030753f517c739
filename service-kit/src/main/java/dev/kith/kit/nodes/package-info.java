/**
 * Routing between the nodes of one service: which node owns a partition, forwarding requests to it,
 * and authenticating those requests on the node port.
 *
 * <p>Start at {@link dev.kith.kit.nodes.OwnerRoutingFilter} for requests whose path names the
 * owner, and at {@link dev.kith.kit.nodes.NodeForwarder} for the others.
 *
 * <p>Invariant: a request is forwarded at most once; only a request for a pair is forwarded at most
 * twice.
 */
@NullMarked
package dev.kith.kit.nodes;

import org.jspecify.annotations.NullMarked;
