package dev.kith.notifier.addressbook;

import dev.kith.domain.Update;

/**
 * An entry of an address book, one that was removed too while it is remembered.
 *
 * @param told the last update about it
 * @param joined where it last said joined, -1 where that is not known
 */
public record StoredEntry(StoredUpdate told, long joined) {

  public boolean isRemoved() {
    return told.update().kind() == Update.Kind.REMOVED;
  }

  /** What this is to somebody who knows everything up to {@code offset}. */
  public Update.Kind kindSince(long offset) {
    if (isRemoved()) {
      return Update.Kind.REMOVED;
    }
    return joined > offset ? Update.Kind.JOINED : Update.Kind.CHANGED;
  }
}
