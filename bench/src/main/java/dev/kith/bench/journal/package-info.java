/**
 * Test data and the journal: {@link dev.kith.bench.journal.Population} and {@link
 * dev.kith.bench.journal.PhoneBooks} contain the data, {@link
 * dev.kith.bench.journal.JournalRecords} creates their events, and {@link
 * dev.kith.bench.journal.Backlog} and {@link dev.kith.bench.journal.FoldBarrier} wait until the
 * services have folded them.
 */
@NullMarked
package dev.kith.bench.journal;

import org.jspecify.annotations.NullMarked;
