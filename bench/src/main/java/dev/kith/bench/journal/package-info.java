/**
 * Test data and the journal: {@link dev.kith.bench.journal.Population} and {@link
 * dev.kith.bench.journal.PhoneBooks} are the data, {@link dev.kith.bench.journal.JournalRecords}
 * their events, {@link dev.kith.bench.journal.Backlog} and {@link dev.kith.bench.journal.Folding}
 * tell what is not folded yet.
 */
@NullMarked
package dev.kith.bench.journal;

import org.jspecify.annotations.NullMarked;
