package dev.kith.kit.journal;

import dev.kith.domain.Position;

/** Outcome of a write that is in the journal. */
public sealed interface Written<S> {

  /** The fold has accepted or refused the write. */
  record Folded<S>(Verdict<S> verdict) implements Written<S> {}

  /** The write is in the journal, but the fold gave no verdict in time. The write still counts. */
  record Pending<S>(Position at) implements Written<S> {}
}
