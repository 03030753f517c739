/**
 * The images together, in containers in a network of their own: what compose and Kubernetes start.
 *
 * <p>They run where there is a Docker engine and the images have been built ({@code
 * deploy/images/build}); elsewhere they are skipped, and say so.
 */
@NullMarked
package dev.kith.acceptance.containers;

import org.jspecify.annotations.NullMarked;
