package dev.kith.domain;

/** Event in the history of an entry, by the side that wrote it and its subject. */
sealed interface Step {

  /** The subject changes its profile or its rules. */
  record OfProfile(ProfileEvent event) implements Step {}

  /** The subject changes its half-edge to the subscriber. */
  record OfOwn(RelationEvent event) implements Step {}

  /** The subscriber changes its half-edge to the subject. */
  record OfMirror(RelationEvent event) implements Step {}

  /**
   * Entry after this step. The two sides write to different partitions with independent offsets.
   */
  default Entry after(Entry entry, long offset) {
    var subjects = new Position(0, offset);
    var subscribers = new Position(1, 1_000 + offset);
    var relation = entry.relation();
    return switch (this) {
      case OfProfile(var event) ->
          with(entry, entry.profile().apply(subjects, event).state(), relation);
      case OfOwn(var event) ->
          with(
              entry,
              entry.profile(),
              relation.withOwn(relation.own().apply(subjects, event).state()));
      case OfMirror(var event) ->
          with(
              entry,
              entry.profile(),
              relation.withMirror(relation.mirror().apply(subscribers, event).state()));
    };
  }

  private static Entry with(Entry entry, Profile profile, Relation relation) {
    return new Entry(entry.subscriber(), entry.subject(), profile, relation);
  }
}
