package dev.kith.domain.replica;

/** Rule that is broken on purpose, to show that the schedules find it. */
public enum Mutation {
  NONE,
  /** A reader takes records though it has missed a change of an owner's half. */
  NO_CHAIN,
  /** A session shows what it has read before its replay has passed the end. */
  SHOW_EARLY,
  /** Changes of an owner's half are written for followers only. */
  FOLLOWERS_ONLY,
  /** A view is shown with content that is older than the owner's half. */
  OLD_CONTENT,
  /** Older content replaces newer. */
  OLDER_WINS,
  /** A resume compares only the state at the cursor with the state now. */
  ENDS_ONLY,
  /** A resume leaves out the viewer's own change. */
  NOT_ONES_OWN,
  /** A session does not fold the histories during its replay. */
  NOT_DURING_REPLAY
}
