package dev.kith.schemas;

import static dev.kith.schemas.Placement.FIRST_PART;
import static dev.kith.schemas.Placement.WHOLE_KEY;

import dev.kith.avro.BudgetDrawn;
import dev.kith.avro.ContactBlocked;
import dev.kith.avro.ContactChanged;
import dev.kith.avro.ContactMirror;
import dev.kith.avro.ContactPaired;
import dev.kith.avro.ContactUnblocked;
import dev.kith.avro.ContactUnpaired;
import dev.kith.avro.ContactsMatched;
import dev.kith.avro.ContactsRequested;
import dev.kith.avro.ContactsSynced;
import dev.kith.avro.EnrichedMessage;
import dev.kith.avro.FanOutCompleted;
import dev.kith.avro.FollowerHalfChanged;
import dev.kith.avro.HalfEdgeState;
import dev.kith.avro.MatchesRequested;
import dev.kith.avro.Message;
import dev.kith.avro.MessageChecked;
import dev.kith.avro.MessageReceived;
import dev.kith.avro.NodeHeartbeat;
import dev.kith.avro.OwnerHalfChanged;
import dev.kith.avro.PictureChanged;
import dev.kith.avro.Presence;
import dev.kith.avro.PresenceChanged;
import dev.kith.avro.PresenceClaimed;
import dev.kith.avro.PrivacyChanged;
import dev.kith.avro.ProfileChanged;
import dev.kith.avro.ProfileDeleted;
import dev.kith.avro.ProfileState;
import dev.kith.avro.SettingsChanged;
import dev.kith.avro.SubjectChanged;
import dev.kith.avro.SyncProgress;
import dev.kith.avro.Update;
import dev.kith.avro.UpdatesWanted;
import dev.kith.avro.WebhookProgress;
import dev.kith.avro.WebhookState;
import dev.kith.avro.WebhookStopped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All topics. */
public final class Topics {
  /**
   * All events of an owner, in order; key: the owner. The source of truth for profiles, privacy
   * rules, relations and settings, which are folded from it.
   */
  public static final Topic JOURNAL =
      new Topic(
          "kith.journal",
          WHOLE_KEY,
          new Retention.Forever(),
          Set.of(
              ProfileChanged.class,
              PictureChanged.class,
              PrivacyChanged.class,
              SettingsChanged.class,
              ProfileDeleted.class,
              ContactChanged.class,
              ContactsSynced.class,
              ContactBlocked.class,
              ContactUnblocked.class,
              ContactPaired.class,
              ContactUnpaired.class));

  /**
   * Half-edges, for the peers' partition; key of one: {@code peer|owner}, of several that one event
   * changed: {@code peer|owner|position}.
   */
  public static final Topic CONTACT_MIRRORS =
      new Topic(
          "kith.contact-mirrors",
          FIRST_PART,
          new Retention.Compacted(),
          Set.of(ContactMirror.class));

  /** Requests for work that needs an owner's state; key: the owner. */
  public static final Topic CONTACT_REQUESTS =
      new Topic(
          "kith.contact-requests",
          WHOLE_KEY,
          new Retention.For(Duration.ofDays(7)),
          Set.of(ContactsRequested.class, BudgetDrawn.class, MessageReceived.class));

  /**
   * Matching of a sync: requests about some of its addresses, key: one of them; answers with how
   * many of them the owner may find, key: the owner.
   */
  public static final Topic CONTACT_MATCHES =
      new Topic(
          "kith.contact-matches",
          WHOLE_KEY,
          new Retention.For(Duration.ofDays(7)),
          Set.of(MatchesRequested.class, ContactsMatched.class));

  /** Progress of syncs; key: the owner. */
  public static final Topic SYNCS =
      new Topic(
          "kith.syncs",
          WHOLE_KEY,
          new Retention.For(Duration.ofDays(1)),
          Set.of(SyncProgress.class));

  /** Profiles, as folded from their events; key: the address. */
  public static final Topic PROFILES =
      new Topic("kith.profiles", WHOLE_KEY, new Retention.Compacted(), Set.of(ProfileState.class));

  /**
   * Half-edges, one for each direction of a relation; key: {@code owner|peer}. The other direction
   * is in the peer's partition.
   */
  public static final Topic RELATIONS =
      new Topic(
          "kith.relations", FIRST_PART, new Retention.Compacted(), Set.of(HalfEdgeState.class));

  /**
   * Changes of subjects for the delivery partitions that follow them; key: the subject. The writer
   * chooses the partition. Control records: {@code !completed}, {@code !updates}.
   */
  public static final Topic FANOUT =
      new Topic(
          "kith.fanout",
          Optional.empty(),
          new Retention.For(Duration.ofDays(7)),
          Set.of(
              SubjectChanged.class,
              OwnerHalfChanged.class,
              FollowerHalfChanged.class,
              PresenceChanged.class,
              FanOutCompleted.class,
              UpdatesWanted.class));

  /** Updates for each subscriber; key: {@code subscriber|subject}. */
  public static final Topic UPDATES =
      new Topic("kith.updates", FIRST_PART, new Retention.Compacted(), Set.of(Update.class));

  /** Presence of each address; key: the address. */
  public static final Topic PRESENCE =
      new Topic("kith.presence", WHOLE_KEY, new Retention.Compacted(), Set.of(Presence.class));

  /**
   * Claims and heartbeats of nodes with sessions of an address; key: the address, or for a
   * heartbeat a text that is placed with the claims.
   */
  public static final Topic PRESENCE_CLAIMS =
      new Topic(
          "kith.presence-claims",
          WHOLE_KEY,
          new Retention.For(Duration.ofDays(1)),
          Set.of(PresenceClaimed.class, NodeHeartbeat.class));

  /** Sender and recipient of each message; key: the sender. */
  public static final Topic MESSAGES =
      new Topic(
          "kith.messages", WHOLE_KEY, new Retention.For(Duration.ofDays(1)), Set.of(Message.class));

  /**
   * Messages between the partitions that check them; key: the next address to check, the group and
   * then the recipient.
   */
  public static final Topic MESSAGE_CHECKS =
      new Topic(
          "kith.message-checks",
          WHOLE_KEY,
          new Retention.For(Duration.ofDays(1)),
          Set.of(MessageChecked.class));

  /** Messages with the views that their recipient may see; key: the recipient. */
  public static final Topic ENRICHED_MESSAGES =
      new Topic(
          "kith.enriched-messages",
          WHOLE_KEY,
          new Retention.For(Duration.ofDays(1)),
          Set.of(EnrichedMessage.class));

  /**
   * Webhooks of backends with their secrets, key: the webhook; their progress, key: {@code
   * webhook|partition}; the reason why one was stopped, key: {@code webhook|stopped}.
   */
  public static final Topic WEBHOOKS =
      new Topic(
          "kith.webhooks",
          FIRST_PART,
          new Retention.Compacted(),
          Set.of(WebhookState.class, WebhookProgress.class, WebhookStopped.class));

  /** Records that were not folded, with their original key and value. */
  public static final Topic DEAD_LETTERS =
      new Topic("kith.dead-letters", WHOLE_KEY, new Retention.For(Duration.ofDays(30)), Set.of());

  /**
   * Records that no service folds because an operator decided so; key: {@code
   * topic:partition:offset}, value: JSON with who, when and why.
   */
  public static final Topic SKIPPED_POSITIONS =
      new Topic("kith.skipped-positions", WHOLE_KEY, new Retention.Compacted(), Set.of());

  public static final List<Topic> ALL =
      List.of(
          JOURNAL,
          CONTACT_MIRRORS,
          CONTACT_REQUESTS,
          CONTACT_MATCHES,
          SYNCS,
          PROFILES,
          RELATIONS,
          FANOUT,
          UPDATES,
          PRESENCE,
          PRESENCE_CLAIMS,
          MESSAGES,
          MESSAGE_CHECKS,
          ENRICHED_MESSAGES,
          WEBHOOKS,
          DEAD_LETTERS,
          SKIPPED_POSITIONS);

  private Topics() {}
}
