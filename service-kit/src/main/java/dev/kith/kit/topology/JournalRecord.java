package dev.kith.kit.topology;

import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;

/**
 * Journal event with its position.
 *
 * @param id its CloudEvents id; empty if its producer set none
 * @param actor who requested it
 */
public record JournalRecord(
    Position at, Address owner, String id, String actor, JournalEvent event) {}
