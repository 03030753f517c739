/**
 * Front door: reverse proxy for all services, like the ingress in Kubernetes.
 *
 * <ul>
 *   <li>{@link dev.kith.door.FrontDoor}: the HTTP server. Start here.
 *   <li>{@link dev.kith.door.ProxyHandler}, {@link dev.kith.door.WebSocketTunnel}: requests and
 *       WebSockets to one service; {@link dev.kith.door.Problem}: responses of the front door
 *       itself.
 *   <li>{@link dev.kith.door.PageHandler}: paths that the front door answers itself; {@code
 *       console} is one of them.
 *   <li>{@code routing}: the service of a path, and the address that a request is about.
 *   <li>{@code nodes}: nodes of a service, their health, and the node for one request.
 *   <li>{@code command}: the command line of the program.
 * </ul>
 */
@NullMarked
package dev.kith.door;

import org.jspecify.annotations.NullMarked;
