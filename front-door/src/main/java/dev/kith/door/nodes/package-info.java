/**
 * Nodes of the services: addresses ({@link dev.kith.door.nodes.Nodes}), health and partitions
 * ({@link dev.kith.door.nodes.NodeHealth}). Start at {@link dev.kith.door.nodes.NodeSelector},
 * which chooses the node for one request.
 */
@NullMarked
package dev.kith.door.nodes;

import org.jspecify.annotations.NullMarked;
