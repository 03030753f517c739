/**
 * Reads of address books: pages in several orders, changes since a cursor, on whichever node holds
 * the partition.
 *
 * <p>Start at {@link dev.kith.notifier.reader.AddressBookReader} and {@link
 * dev.kith.notifier.reader.Cursor}.
 */
@NullMarked
package dev.kith.notifier.reader;

import org.jspecify.annotations.NullMarked;
