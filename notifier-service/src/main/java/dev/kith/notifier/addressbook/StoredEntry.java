package dev.kith.notifier.addressbook;

import dev.kith.domain.Update;

/**
 * Entry of an address book, possibly a removed one that is still remembered.
 *
 * @param stored the latest update of the entry
 * @param joined the offset of its last {@code joined}, -1 if that is unknown
 */
public record StoredEntry(StoredUpdate stored, long joined) {

  public boolean isRemoved() {
    return stored.update().kind() == Update.Kind.REMOVED;
  }

  /** Returns the kind of change for a client that knows everything up to {@code offset}. */
  public Update.Kind kindSince(long offset) {
    if (isRemoved()) {
      return Update.Kind.REMOVED;
    }
    return joined > offset ? Update.Kind.JOINED : Update.Kind.CHANGED;
  }
}
