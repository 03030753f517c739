package dev.kith.profile.rest;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.LastSeen;
import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.domain.SettingsChanged;
import dev.kith.domain.View;
import dev.kith.kit.view.ProfileBody;
import dev.kith.profile.streams.HistoryStore.Past;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * JSON body of one event in an owner's history.
 *
 * @param type the event's name in the journal
 * @param change the event's content, by the API's field names
 */
record HistoryBody(
    String position, String time, String type, String actor, Map<String, Object> change) {

  static HistoryBody of(Address owner, Past past) {
    return new HistoryBody(
        past.at().toString(),
        past.recordedAt().toString(),
        past.event().getClass().getSimpleName(),
        past.actor(),
        change(owner, past.event()));
  }

  private static Map<String, Object> change(Address owner, JournalEvent event) {
    var change = new LinkedHashMap<String, Object>();
    switch (event) {
      case ProfileChanged changed -> {
        change.put("mode", changed.mode().name().toLowerCase(Locale.ROOT));
        change.put("set", fields(owner, changed.set()));
        change.put("removed", new TreeSet<>(changed.removed()));
      }
      case PictureChanged(_, var picture) -> {
        change.put("set", fields(owner, Fields.EMPTY.withPicture(picture)));
        change.put("removed", picture.isPresent() ? Set.of() : Set.of(Fields.PICTURE));
      }
      case PrivacyChanged changed -> change.put("rules", PrivacyResource.body(changed.rules()));
      case ProfileDeleted _ -> {}
      case SettingsChanged changed -> {
        put(change, "autoSync", changed.autoSync());
        put(change, "restricted", changed.restricted());
        put(change, "lastSeen", changed.lastSeen().map(LastSeen::text));
      }
      case RelationEvent relation -> relation(change, relation);
    }
    return change;
  }

  private static void relation(Map<String, Object> change, RelationEvent event) {
    switch (event) {
      case ContactChanged changed -> {
        change.put("peer", changed.peer().text());
        put(change, "contact", changed.contact());
        put(change, "subscribed", changed.subscribed());
        put(change, "announced", changed.announced());
        put(change, "labels", changed.labels().map(TreeSet::new));
      }
      case ContactsSynced synced -> {
        change.put("peers", synced.peers().stream().map(Address::text).sorted().toList());
        change.put("automatic", synced.automatic());
        put(change, "contact", synced.contact());
        put(change, "subscribed", synced.subscribed());
        change.put("labels", new TreeSet<>(synced.labels()));
      }
      case RelationEvent.AboutOne aboutOne -> change.put("peer", aboutOne.peer().text());
    }
  }

  /** The fields as in a profile's JSON, without the address. */
  private static Map<String, Object> fields(Address owner, Fields fields) {
    var body = ProfileBody.of(new View(owner, Optional.empty(), fields));
    var set = new LinkedHashMap<String, Object>();
    put(set, Fields.NAME, Optional.ofNullable(body.name()));
    put(set, Fields.STATUS, Optional.ofNullable(body.status()));
    put(set, Fields.ATTRIBUTES, Optional.ofNullable(body.attributes()));
    put(set, Fields.PICTURE, Optional.ofNullable(body.picture()));
    return set;
  }

  private static void put(Map<String, Object> change, String name, Optional<?> value) {
    value.ifPresent(present -> change.put(name, present));
  }
}
