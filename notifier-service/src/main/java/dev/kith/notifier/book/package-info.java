/**
 * Address books, computed from what delivery partitions hold: pages in several orders, or the
 * changes since a cursor.
 *
 * <p>Start at {@link dev.kith.notifier.book.BookRequests} and {@link
 * dev.kith.notifier.book.BookReader}.
 */
@NullMarked
package dev.kith.notifier.book;

import org.jspecify.annotations.NullMarked;
