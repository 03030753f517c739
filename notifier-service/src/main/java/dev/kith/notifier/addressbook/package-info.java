/**
 * The stored address books: one entry for each subscriber and subject.
 *
 * <p>Start at {@link dev.kith.notifier.addressbook.AddressBookFold} and {@link
 * dev.kith.notifier.addressbook.AddressBookStore}. Reading pages of them is in {@code
 * dev.kith.notifier.reader}.
 */
@NullMarked
package dev.kith.notifier.addressbook;

import org.jspecify.annotations.NullMarked;
