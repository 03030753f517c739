package dev.kith.notifier.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.domain.Version;
import dev.kith.domain.View;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the subscribers of one subject have on their screens: each update taken as a session does.
 */
final class Screens {

  private final Address subject;
  private final Map<Address, View> views = new TreeMap<>();
  private final Map<Address, Version> versions = new TreeMap<>();

  Screens(Address subject) {
    this.subject = subject;
  }

  /** Takes an update that has to change something. */
  void takeNews(Update update) {
    assertThat(update.view())
        .as("changes %s's screen", update.subscriber())
        .isNotEqualTo(of(update.subscriber()));
    assertThat(update.version().comparedTo(version(update)))
        .as("version of %s", update)
        .isEqualTo(Version.Order.NEWER);
    take(update);
  }

  /** Takes an update if it is newer; of two histories the last one that was read. */
  void take(Update update) {
    if (update.version().comparedTo(version(update)) != Version.Order.NOT_NEWER) {
      versions.put(update.subscriber(), update.version());
      views.put(update.subscriber(), update.view());
    }
  }

  View of(Address subscriber) {
    return views.getOrDefault(subscriber, View.nothing(subject));
  }

  private Version version(Update update) {
    return versions.getOrDefault(update.subscriber(), Version.NONE);
  }
}
