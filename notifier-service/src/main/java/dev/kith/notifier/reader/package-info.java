/**
 * Reads of address books: pages in several orders, or the changes since a cursor, from the node
 * that owns the partition.
 *
 * <p>Start at {@link dev.kith.notifier.reader.AddressBookReader} and {@link
 * dev.kith.notifier.reader.Cursor}.
 */
@NullMarked
package dev.kith.notifier.reader;

import org.jspecify.annotations.NullMarked;
