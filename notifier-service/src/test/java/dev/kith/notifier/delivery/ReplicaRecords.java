package dev.kith.notifier.delivery;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Fields;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Lifecycle;
import dev.kith.domain.Position;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.Profile;
import dev.kith.domain.Rule;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import dev.kith.domain.replica.Half;
import dev.kith.domain.replica.Pair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Records of the fan-out as tests of delivery tasks need them. */
public final class ReplicaRecords {

  private ReplicaRecords() {}

  /** Content with a name, by the subject's event at {@code at}. */
  public static Content named(String name, long at) {
    return content(Optional.of(name), at, new PrivacyRules(new TreeMap<>()));
  }

  /** Content with a name and rules for it. */
  public static Content named(String name, long at, String... rules) {
    var byField = new TreeMap<String, List<Rule>>();
    byField.put(Fields.NAME, Stream.of(rules).map(rule -> Rule.parse(rule).orElseThrow()).toList());
    return content(Optional.of(name), at, new PrivacyRules(byField));
  }

  public static Content content(Optional<String> name, long at, PrivacyRules rules) {
    var fields = new Fields(name, Optional.empty(), Optional.empty(), new TreeMap<>());
    return new Content(
        new Profile(new Position(0, at), Lifecycle.PRESENT, fields, rules), Instant.EPOCH);
  }

  /** The subject's content changed, after the change of a half at {@code half}. */
  public static FanOutRecord changed(long half, Content content) {
    return new SubjectChanged(half, content);
  }

  /** A user subscribed at {@code at} of their journal. */
  public static FanOutRecord followed(String user, long at, long half, Content content) {
    return follower(user, at, half, content, Choice.YES);
  }

  /** A user unsubscribed. */
  public static FanOutRecord unfollowed(String user, long at, long half, Content content) {
    return follower(user, at, half, content, Choice.NO);
  }

  private static FanOutRecord follower(
      String user, long at, long half, Content content, Choice choice) {
    var edge =
        new HalfEdge(new Position(0, at), false, choice, false, false, false, new TreeSet<>());
    return new FollowerHalfChanged(
        half,
        content.position(),
        new Address(user),
        new Pair(Half.NONE, new Half(edge, Instant.ofEpochMilli(1))),
        Optional.of(content).filter(_ -> choice == Choice.YES));
  }

  /** The subject blocked a user, or made them a contact without a block. */
  public static FanOutRecord half(
      String user, long half, long before, long need, boolean isBlocked) {
    var edge =
        new HalfEdge(
            new Position(0, half), true, Choice.UNSET, false, isBlocked, false, new TreeSet<>());
    return new OwnerHalfChanged(
        half,
        before,
        need,
        Map.of(new Address(user), new Half(edge, Instant.EPOCH)),
        Optional.empty());
  }
}
