package dev.kith.contactgraph.sync;

import dev.kith.contactgraph.sync.ContactRequest.Noted;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Handler of received messages in the recipient's partition: updates the recipient's recents, and
 * with {@code autoSync} subscribes the recipient to a sender about whom {@code subscribed} is
 * unset.
 */
final class AutoSubscriber {

  private static final String EVENT = "auto:";

  private final FoldProgress foldProgress;
  private final PendingRelations halves;
  private final RelationStore relations;
  private final SettingsStore settings;
  private final RecentsStore recents;

  AutoSubscriber(
      ProcessorContext<?, ?> context, FoldProgress foldProgress, PendingRelations halves) {
    this.foldProgress = foldProgress;
    this.halves = halves;
    this.relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
    this.settings = new SettingsStore(context.getStateStore(SettingsStore.NAME));
    this.recents = new RecentsStore(context.getStateStore(RecentsStore.NAME));
  }

  void take(Address recipient, Noted noted) {
    var sender = noted.sender();
    var own = settings.get(recipient);
    if (!relations.get(recipient, sender).letsMessagesPass(own)) {
      return;
    }
    recents.note(recipient, sender, noted.at());
    if (own.autoSync() && !foldProgress.isSilent() && isUndecided(recipient, sender)) {
      subscribe(recipient, sender);
    }
  }

  /**
   * Includes events that are appended but not folded yet, so that the subscription is written once.
   */
  private boolean isUndecided(Address recipient, Address sender) {
    return halves.half(recipient, sender).subscribed() == Choice.UNSET;
  }

  private void subscribe(Address recipient, Address sender) {
    var peers = Set.of(sender);
    halves.append(
        recipient,
        EVENT + sender,
        halves.of(recipient, List.of(sender)),
        asOf ->
            new ContactsSynced(
                peers, true, Optional.empty(), Optional.of(true), Set.of(), Optional.of(asOf)),
        recipient.text());
  }
}
