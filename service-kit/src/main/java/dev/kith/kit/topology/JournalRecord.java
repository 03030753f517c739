package dev.kith.kit.topology;

import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;

/**
 * An event of the journal with where it stands.
 *
 * @param id its CloudEvents id; empty if its producer gave none
 * @param actor who asked for it
 */
public record JournalRecord(
    Position at, Address owner, String id, String actor, JournalEvent event) {}
