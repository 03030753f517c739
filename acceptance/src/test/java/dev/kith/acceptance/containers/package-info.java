/**
 * Tests of the images together, in containers in a network of their own, as compose and Kubernetes
 * start them.
 *
 * <p>They are skipped, with a message, if there is no Docker engine or the images have not been
 * built ({@code deploy/images/build}).
 */
@NullMarked
package dev.kith.acceptance.containers;

import org.jspecify.annotations.NullMarked;
