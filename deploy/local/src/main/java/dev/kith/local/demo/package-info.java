/**
 * Demo of a local stack: people with relations and rules, and a change of a status now and then.
 * Start at {@link dev.kith.local.demo.Demo}; the people are in {@code console/public/demo.json}.
 */
@NullMarked
package dev.kith.local.demo;

import org.jspecify.annotations.NullMarked;
