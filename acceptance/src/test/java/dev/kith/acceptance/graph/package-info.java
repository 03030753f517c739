/**
 * Test of the contact graph against a small independent model, which reads only the journal and
 * shares no code with the services.
 */
@NullMarked
package dev.kith.acceptance.graph;

import org.jspecify.annotations.NullMarked;
