package dev.kith.kit.journal;

import dev.kith.domain.Position;

/** What became of a write that is in the journal. */
public sealed interface Written<S> {

  /** The fold has spoken: the write holds, or was refused. */
  record Folded<S>(Verdict<S> verdict) implements Written<S> {}

  /** It is in the journal, but the fold has not spoken in time. It counts all the same. */
  record Pending<S>(Position at) implements Written<S> {}
}
