/** The front door: one address for all services, as the ingress is in Kubernetes. */
@NullMarked
package dev.kith.local.door;

import org.jspecify.annotations.NullMarked;
