/**
 * Tests of the chart: what it renders, whether Kubernetes and Strimzi would take it, and whether it
 * says what the code says.
 */
@NullMarked
package dev.kith.kubernetes;

import org.jspecify.annotations.NullMarked;
