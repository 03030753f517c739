/**
 * Benchmark {@code contacts}: syncs of phone books, and users with very many subscribers or
 * contacts. Start at {@link dev.kith.bench.contacts.ContactsCommand}.
 */
@NullMarked
package dev.kith.bench.contacts;

import org.jspecify.annotations.NullMarked;
