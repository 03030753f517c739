/**
 * Another team's idea of the contact graph: from the journal alone, by a model of a few lines that
 * shares no code with the services.
 */
@NullMarked
package dev.kith.acceptance.graph;

import org.jspecify.annotations.NullMarked;
