/**
 * Front door: reverse proxy for all services, like the ingress in Kubernetes. Start at {@link
 * dev.kith.local.door.FrontDoor} and {@link dev.kith.local.door.Routes}.
 */
@NullMarked
package dev.kith.local.door;

import org.jspecify.annotations.NullMarked;
